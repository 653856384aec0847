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

/** Whether two localities are equal, or one is within the other. Istio may then not tell which one is nearer. */
export function overlaps(one: string, other: string | undefined): boolean {
  if (other === undefined) return false;
  const [parts, others] = [one.split('/'), other.split('/')];
  return parts.every((part, index) => others[index] === undefined || others[index] === part);
}
