/**
 * JSON merge patches.
 * @see https://www.rfc-editor.org/rfc/rfc7386
 * @module
 */
import { isDeepStrictEqual } from 'node:util';

type JsonMap = Readonly<Record<string, unknown>>;

/** The patch that turns one object into another. */
export function mergePatch(from: object, to: object): JsonMap {
  const [left, right] = [Object.entries(from), new Map<string, unknown>(Object.entries(to))];
  const removed = left.filter(([key]) => !right.has(key)).map(([key]) => [key, null] as const);
  const before = new Map<string, unknown>(left);
  const changed = [...right]
    .filter(([key, value]) => !isDeepStrictEqual(before.get(key), value))
    .map(([key, value]) => {
      const old = before.get(key);
      return [key, isJsonMap(old) && isJsonMap(value) ? mergePatch(old, value) : value] as const;
    });
  return Object.fromEntries([...removed, ...changed]);
}

function isJsonMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
