/**
 * Plain lists and objects, which is what options are.
 * @module
 */

/** Whether a value is an object literal, from any realm, or an object without a prototype. */
export function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The value that a user gave for a name. Ignores what every object inherits, such as `constructor`. */
export function ownValue<T>(values: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return values !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
}

/** Whether cdk8s can write a name as a key. It reads `constructor` of every object, and sets keys by assignment. */
export function isKey(name: string): boolean {
  return name !== 'constructor' && name !== '__proto__';
}

/** A deep copy of lists and plain objects; other values are shared. */
export function copyOf<T>(value: T): T;
export function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => copyOf(item));
  if (!isPlain(value)) return value;
  const made: Record<string, unknown> = { ...value };
  for (const key of Object.keys(made)) made[key] = copyOf(made[key]);
  return made;
}
