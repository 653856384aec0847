/**
 * Finds whether enough of a service could be read to check its rules.
 * @module
 */
import type { IMeshService, MeshDescription } from '../mesh';

/** Whether it is known where a service is called from. A call that could not be read is from nowhere, and is reported already. */
export function areCallersKnown({ calls = [] }: MeshDescription, service: IMeshService): boolean {
  return !calls.some(({ callee, clusters }) => callee === service && clusters.length === 0);
}

/**
 * Whether the ports of a service, the clusters of each version and the clusters of its callers are known. In a description, what
 * could not be read is empty, and is already reported.
 */
export function isKnown(mesh: MeshDescription, service: IMeshService): boolean {
  const { ports, versions } = service;
  const isPlaced = versions.length > 0 && versions.every((version) => service.clustersOf(version).length > 0);
  return ports.length > 0 && isPlaced && areCallersKnown(mesh, service);
}
