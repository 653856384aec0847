/**
 * Compares plain values.
 * @module
 */
import { isPlain } from './plain';

/** Whether two values are the same, or lists or plain objects with equal contents. Absent fields are undefined ones. */
export function isEqual<T>(value: T, other: unknown): other is T {
  if (Object.is(value, other)) return true;
  if (Array.isArray(value))
    return (
      Array.isArray(other) &&
      value.length === other.length &&
      value.every((item: unknown, index) => isEqual(item, other[index]))
    );
  return isPlain(value) && isPlain(other) && haveEqualFields(value, other);
}

function haveEqualFields(value: object, other: object): boolean {
  let count = 0;
  for (const key of Object.keys(value)) {
    const field: unknown = Reflect.get(value, key);
    if (field === undefined) continue;
    count += 1;
    if (!Object.hasOwn(other, key) || !isEqual(field, Reflect.get(other, key))) return false;
  }
  return count === Object.values(other).filter((field) => field !== undefined).length;
}
