/**
 * Finds the maps and lists that a document holds more than once. It shows them once, with an anchor, and refers to it later.
 * @module
 */

/** The names of anchors. */
export type Anchors = ReadonlyMap<object, string>;

/** Names what is met again, in the order in which it is. */
export function findAnchors(document: object): Anchors {
  const met = new Set<object>();
  const anchors = new Map<object, string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (met.has(value)) {
      if (!anchors.has(value)) anchors.set(value, `a${anchors.size + 1}`);
      return;
    }
    met.add(value);
    Object.values(value).forEach(visit);
  };
  visit(document);
  return anchors;
}
