/**
 * Finds whether enough of a service could be read to check its rules. In a description, what could not be read is empty, and is
 * already reported.
 * @module
 */
import type { IMeshService } from '../mesh';
import type { Calls } from './callers';

/** Whether it is known where a service is called from, by its calls. A call that could not be read is from nowhere. */
export function areCallersKnown(calls: Calls): boolean {
  return calls === undefined || calls.every(({ clusters }) => clusters.length > 0);
}

/** Whether the ports of a service and the clusters of each version are known. */
export function isPlaced(service: IMeshService): boolean {
  const { ports, versions } = service;
  const runsSomewhere = versions.every((version) => service.clustersOf(version).length > 0);
  return ports.length > 0 && versions.length > 0 && runsSomewhere;
}
