/**
 * Values that nobody can change, so that what is found out about them can be remembered.
 * @module
 */

const immutable = new WeakSet();

/** Marks a value as one that nobody can change, at any depth. */
export function markImmutable<T extends object>(value: T): T {
  immutable.add(value);
  return value;
}

/** Whether a value is marked so. `Object.isFrozen` would not do: it says nothing of the values in a value. */
export function isImmutable(value: object): boolean {
  return immutable.has(value);
}
