/**
 * Copies what a user passes, so that the user's own code, such as getters, runs once and never later.
 * @module
 */
import { childName } from './part-name';
import { isPlain } from './plain';

/** Stands for a value whose reading threw an error. */
export class Unreadable {
  constructor(readonly error: unknown) {}
}

/** A deep copy of lists and plain objects, with an Unreadable for each value that could not be read. Other values are shared. */
export function snapshotOf<T>(value: T): T | Unreadable;
export function snapshotOf(value: unknown): unknown {
  return attempt(() => copy(value, new Map()));
}

/**
 * Each Unreadable in a copy, with its path, such as `containers[0].image`. `seen` has the lists and objects so far, because they
 * may contain themselves.
 */
export function unreadablesIn(
  copy: unknown,
  path = '',
  seen = new Set<object>(),
): readonly (readonly [string, Unreadable])[] {
  if (copy instanceof Unreadable) return [[path, copy]];
  const isList = Array.isArray(copy);
  if ((!isList && !isPlain(copy)) || seen.has(copy)) return [];
  seen.add(copy);
  return Object.entries(copy).flatMap(([key, item]: [string, unknown]) =>
    unreadablesIn(item, childName({ subject: '', path }, isList ? `[${key}]` : key).path, seen),
  );
}

/** Copies a value. `copies` has the copies of lists and objects so far, because they may contain themselves. */
function copy(value: unknown, copies: Map<object, object>): unknown {
  if (!Array.isArray(value) && !isPlain(value)) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  const isList = Array.isArray(value);
  const made = isList ? [] : {};
  copies.set(value, made);
  for (const key of isList ? value.keys() : Object.keys(value)) {
    const item = attempt(() => copy(Reflect.get(value, key), copies));
    // an assignment to "__proto__" would change the prototype
    Object.defineProperty(made, key, { value: item, enumerable: true, configurable: true, writable: true });
  }
  return made;
}

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return new Unreadable(error);
  }
}
