/**
 * The location of a cluster, in Istio's form `region/zone/subzone`.
 * @see https://istio.io/latest/docs/tasks/traffic-management/locality-load-balancing/
 * @module
 */

/** Whether `text` is a region, optionally with a zone and a subzone. */
export function isLocality(text: string): boolean {
  const value = /^[a-z0-9]([-_.a-z0-9]{0,61}[a-z0-9])?$/i;
  const parts = typeof text === 'string' ? text.split('/') : [];
  return parts.length >= 1 && parts.length <= 3 && parts.every((part) => value.test(part));
}

/**
 * How many of region, zone and subzone two localities share from the left: 0 to 3. The more it is, the nearer they are to Istio.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/util/util.go
 */
export function closeness(one: string, other: string): number {
  const [parts, others] = [one.split('/'), other.split('/')];
  const differing = [0, 1, 2].findIndex((index) => (parts[index] ?? '') !== (others[index] ?? ''));
  return differing === -1 ? 3 : differing;
}

/** Whether two localities are equal, or one is within the other. Istio may then not tell which one is nearer. */
export function overlaps(one: string, other: string | undefined): boolean {
  if (other === undefined) return false;
  const [parts, others] = [one.split('/'), other.split('/')];
  return parts.every((part, index) => others[index] === undefined || others[index] === part);
}
