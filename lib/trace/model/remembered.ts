/**
 * Finds something out once for each key.
 * @module
 */

/** What is known of a key, or is found now. */
export function remembered<K, V>(known: Map<K, V>, key: K, find: (key: K) => V): V {
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = find(key);
  known.set(key, found);
  return found;
}
