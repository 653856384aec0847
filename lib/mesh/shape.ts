/**
 * Reading options, lists and names of callers that no compiler has checked.
 * @module
 */
import { type CallSite, type OldLog, nearMiss } from '../errors';

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

/** Reads values by whatever names; MC035 when they are in no plain object. */
export function readEntries<K extends string, T>(
  log: OldLog,
  value: Readonly<Record<K, T>>,
  role: string,
  at: CallSite,
): readonly (readonly [K, T])[] {
  if (!checkPlain(log, value, role, at)) return [];
  const isKey = (key: string): key is K => Object.hasOwn(value, key);
  return Object.keys(value)
    .filter(isKey)
    .map((key) => [key, value[key]]);
}

/** Reads values whose names are written as keys; MC035, and MC086 for names that cdk8s cannot write. */
export function readMap<T>(
  log: OldLog,
  value: Readonly<Record<string, T>>,
  role: string,
  at: CallSite,
): readonly (readonly [string, T])[] {
  const entries = readEntries(log, value, role, at);
  for (const [name] of entries)
    if (!isKey(name)) log.report('MC086', { what: `${role} has such a name`, got: name }, at);
  return entries.filter(([name]) => isKey(name));
}

/** The value of a name that a user gave, and not what every object has by that name, such as `constructor`. */
export function ownValue<T>(values: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return values !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
}

/** A copy of lists and plain objects, to whatever depth: what is changed after it was passed changes nothing. */
export function copyOf<T>(value: T): T;
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => copyOf(item));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]: [string, unknown]) => [key, copyOf(item)]));
}

/** Whether a value is an object literal, of whatever realm, or an object without prototype. */
export function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Whether cdk8s can write a name as a key: it asks every object for its constructor, and assigns one key by one. */
export function isKey(name: string): boolean {
  return name !== 'constructor' && name !== '__proto__';
}

function checkPlain(log: OldLog, value: unknown, role: string, at: CallSite): boolean {
  const isSound = isPlain(value);
  if (!isSound) log.report('MC035', { what: `${role} is no plain object`, got: value }, at);
  return isSound;
}
