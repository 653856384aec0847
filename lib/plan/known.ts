/**
 * Whether enough could be read of a service to judge what is said about it.
 * @module
 */
import type { IMeshService, MeshDescription } from '../mesh';

/**
 * Whether the ports of a service are known, where each of its versions runs, and where it is called from. What could not be read
 * is empty in a description, and has been reported: nothing should follow from that.
 */
export function isKnown({ calls = [] }: MeshDescription, service: IMeshService): boolean {
  const { ports, versions } = service;
  const isPlaced = versions.length > 0 && versions.every((version) => service.clustersOf(version).length > 0);
  const isCalledFromNowhere = calls.some(({ callee, clusters }) => callee === service && clusters.length === 0);
  return ports.length > 0 && isPlaced && !isCalledFromNowhere;
}
