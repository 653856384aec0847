/**
 * Compares plain values.
 * @module
 */
import { isPlain } from './plain';

/** Whether two values are the same, or lists or plain objects with equal contents. Absent fields are undefined ones. */
export function isEqual<T>(value: T, other: unknown): other is T {
  if (Object.is(value, other)) return true;
  if (Array.isArray(value)) return Array.isArray(other) && haveEqualItems(value, other);
  return isPlain(value) && isPlain(other) && haveEqualFields(value, other);
}

function haveEqualItems(value: readonly unknown[], other: readonly unknown[]): boolean {
  if (value.length !== other.length) return false;
  for (let index = 0; index < value.length; index++) if (!isEqual(value[index], other[index])) return false;
  return true;
}

function haveEqualFields(value: object, other: object): boolean {
  let more = 0;
  // without lists of keys, because very many objects are compared
  for (const key in value) {
    const field: unknown = Reflect.get(value, key);
    if (field === undefined) continue;
    more += 1;
    if (!Object.hasOwn(other, key) || !isEqual(field, Reflect.get(other, key))) return false;
  }
  for (const key in other) if (Reflect.get(other, key) !== undefined) more -= 1;
  return more === 0;
}
