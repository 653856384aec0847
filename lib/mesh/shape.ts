/**
 * Reading options and lists of callers that no compiler has checked.
 * @module
 */
import { type CallSite, nearMiss } from '../errors';
import type { MeshState } from './state';

/** Reads a list; MC035 when it is none, and then an object is taken for its only item. */
export function readList<T>(state: MeshState, value: readonly T[], role: string, at: CallSite): readonly T[] {
  const isList: boolean = Array.isArray(value);
  if (isList) return value.slice();
  const given: unknown = value;
  state.report('MC035', { what: `${role} is no list`, got: given, fix: 'put it into [ ]' }, at);
  return typeof given === 'object' && given !== null ? [given as T] : [];
}

/** Reads options; MC035 when they are no object, and for each property that is not one of `known`. */
export function readOptions<T extends object>(
  state: MeshState,
  value: T,
  role: string,
  known: readonly (keyof T & string)[],
  at: CallSite,
): Partial<T> {
  const options: Partial<T> = isRecord(state, value, role, at) ? value : {};
  for (const key of Object.keys(options)) {
    if (known.some((name) => name === key)) continue;
    const names = known.map((name) => `"${name}"`);
    const allowed = [names.slice(0, -1).join(', '), names.at(-1)].filter((part) => part !== '').join(' and ');
    const meant = nearMiss(key, known);
    state.report(
      'MC035',
      { what: `${role} has an unknown property`, got: key, allowed, fix: 'remove or rename it', meant },
      at,
    );
  }
  return options;
}

/** Reads values by whatever names; MC035 when they are in no object. */
export function readRecord<T>(
  state: MeshState,
  value: Readonly<Record<string, T>>,
  role: string,
  at: CallSite,
): Readonly<Record<string, T>> {
  return isRecord(state, value, role, at) ? value : {};
}

/** A copy of lists and plain objects, to whatever depth: what is changed after it was passed changes nothing. */
export function copyOf<T>(value: T): T;
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => copyOf(item));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]: [string, unknown]) => [key, copyOf(item)]));
}

function isRecord(state: MeshState, value: unknown, role: string, at: CallSite): boolean {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return true;
  state.report('MC035', { what: `${role} is no object`, got: value }, at);
  return false;
}
