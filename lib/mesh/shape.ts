/**
 * Reading options, lists and names of callers that no compiler has checked.
 * @module
 */
import { type CallSite, type OldLog, nearMiss } from '../errors';
import { isPlain } from '../reading';

/** Reads a list, gaps as undefined; MC035 when it is none, and then an object is taken for its only item. */
export function readList<T>(log: OldLog, value: readonly T[], role: string, at: CallSite): readonly T[] {
  const isList: boolean = Array.isArray(value);
  if (isList) return Array.from(value);
  const given: unknown = value;
  log.report('MC035', { what: `${role} is no list`, got: given, fix: 'put it into [ ]' }, at);
  return typeof given === 'object' && given !== null ? [given as T] : [];
}

/**
 * Reads options, without those that are null; MC035 for each of these, for each property that is not one of `known`, and
 * when they are no plain object.
 */
export function readOptions<T extends object>(
  log: OldLog,
  value: T,
  role: string,
  known: readonly (keyof T & string)[],
  at: CallSite,
): Partial<T> {
  const options: Partial<T> = checkPlain(log, value, role, at) ? { ...value } : {};
  for (const key of Object.keys(options)) {
    if (known.some((name) => name === key)) continue;
    const names = known.map((name) => `"${name}"`);
    const allowed = [names.slice(0, -1).join(', '), names.at(-1)].filter((part) => part !== '').join(' and ');
    const meant = nearMiss(key, known);
    log.report(
      'MC035',
      { what: `${role} has an unknown property`, got: key, allowed, fix: 'remove or rename it', meant },
      at,
    );
  }
  for (const key of known.filter((name) => options[name] === null)) {
    const fix = 'give it a value, or leave it out: null is not taken for that';
    log.report('MC035', { what: `"${key}" in ${role} is null`, got: null, fix }, at);
    Reflect.deleteProperty(options, key);
  }
  return options;
}

function checkPlain(log: OldLog, value: unknown, role: string, at: CallSite): boolean {
  const isSound = isPlain(value);
  if (!isSound) log.report('MC035', { what: `${role} is no plain object`, got: value }, at);
  return isSound;
}
