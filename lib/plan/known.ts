/**
 * Whether enough of a service could be read to judge its rules.
 * @module
 */
import type { IMeshService, MeshDescription } from '../mesh';

/** Whether it is known where a service is called from. A call that could not be read is from nowhere, and is reported already. */
export function areCallersKnown({ calls = [] }: MeshDescription, service: IMeshService): boolean {
  return !calls.some(({ callee, clusters }) => callee === service && clusters.length === 0);
}

/**
 * Whether it is known which ports a service has, where each of its versions runs, and where it is called from. What could not be
 * read is empty in a description, and is reported already.
 */
export function isKnown(mesh: MeshDescription, service: IMeshService): boolean {
  const { ports, versions } = service;
  const isPlaced = versions.length > 0 && versions.every((version) => service.clustersOf(version).length > 0);
  return ports.length > 0 && isPlaced && areCallersKnown(mesh, service);
}
