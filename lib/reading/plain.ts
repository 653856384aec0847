/**
 * Lists and object literals, as users write options.
 * @module
 */

/** Whether a value is an object literal, of whatever realm, or an object without prototype. */
export function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The value of a name that a user gave, and not what every object has by that name, such as `constructor`. */
export function ownValue<T>(values: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return values !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
}

/** Whether cdk8s can write a name as a key: it asks every object for its constructor, and assigns one key at a time. */
export function isKey(name: string): boolean {
  return name !== 'constructor' && name !== '__proto__';
}

/** A copy of lists and plain objects, to whatever depth. */
export function copyOf<T>(value: T): T;
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => copyOf(item));
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]: [string, unknown]) => [key, copyOf(item)]));
}
