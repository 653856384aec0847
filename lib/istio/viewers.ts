/**
 * The namespaces that see an object of Istio, by its `exportTo`.
 * @module
 */

/** All namespaces. */
export const ALL_NAMESPACES = '*';

/** The namespaces that see an object. */
export type Viewers = typeof ALL_NAMESPACES | ReadonlySet<string>;

/** The namespaces that see an object of `namespace`. Without a list, all do; where `~` is in it, none does. */
export function viewersOf(exportTo: readonly string[], namespace: string): Viewers {
  const finders = findersOf(exportTo, namespace);
  return finders !== ALL_NAMESPACES && exportTo.includes('~') ? new Set() : finders;
}

/**
 * The namespaces that find an object of `namespace` by its name, for example where a rule names its host. Those beside `~` do, though
 * they do not see it among all others.
 */
export function findersOf(exportTo: readonly string[], namespace: string): Viewers {
  if (exportTo.length === 0 || exportTo.includes(ALL_NAMESPACES)) return ALL_NAMESPACES;
  return new Set(exportTo.filter((name) => name !== '~').map((name) => (name === '.' ? namespace : name)));
}

/** The namespaces that see both of two objects. */
export function commonViewers(one: Viewers, other: Viewers): Viewers {
  if (one === ALL_NAMESPACES) return other;
  if (other === ALL_NAMESPACES) return one;
  return new Set([...one].filter((namespace) => other.has(namespace)));
}

/** Whether a namespace is among them. */
export function isSeenFrom(viewers: Viewers, namespace: string): boolean {
  return viewers === ALL_NAMESPACES || viewers.has(namespace);
}

/** Whether no namespace is among them. */
export function isEmpty(viewers: Viewers): boolean {
  return viewers !== ALL_NAMESPACES && viewers.size === 0;
}
