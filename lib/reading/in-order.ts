/**
 * Sorts the keys of objects.
 * @module
 */

/** Sorts keys in place, by insertion, because `sort` takes memory each time. Objects have few keys, and most are in order already. */
export function inOrder(keys: string[]): readonly string[] {
  for (let end = 1; end < keys.length; end++) {
    const key = keys[end] ?? '';
    let at = end;
    for (; at > 0 && (keys[at - 1] ?? '') > key; at--) keys[at] = keys[at - 1] ?? '';
    keys[at] = key;
  }
  return keys;
}
