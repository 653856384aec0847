/**
 * What values are plain, as JSON.parse makes them. The package `yaml` writes others in ways of its own, a Date or a Map for one.
 * @module
 */

/** A map with texts as keys. */
export type PlainMap = Readonly<Record<string, unknown>>;

/** Whether an object is nothing but a map. */
export function isPlainMap(value: object): value is PlainMap {
  const prototype: unknown = Object.getPrototypeOf(value);
  // the Object.prototype of another realm, such as a test environment, has no prototype either
  const isMap = prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
  return isMap && !rendersItself(value) && !(Symbol.iterator in value);
}

/** Whether an array is nothing but a list. */
export function isPlainList(value: readonly unknown[]): boolean {
  return !rendersItself(value);
}

function rendersItself(value: object): boolean {
  return 'toJSON' in value && typeof value.toJSON === 'function';
}
