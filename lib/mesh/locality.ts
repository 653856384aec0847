/**
 * Where a cluster stands, in Istio's form `region/zone/subzone`.
 * @see https://istio.io/latest/docs/tasks/traffic-management/locality-load-balancing/
 * @module
 */

/** Whether `text` is a region, optionally with a zone and a subzone. */
export function isLocality(text: string): boolean {
  const value = /^[a-z0-9]([-_.a-z0-9]{0,61}[a-z0-9])?$/i;
  const parts = typeof text === 'string' ? text.split('/') : [];
  return parts.length >= 1 && parts.length <= 3 && parts.every((part) => value.test(part));
}
