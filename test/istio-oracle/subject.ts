/**
 * What is compared with the oracle.
 * @module
 */
import type { ClusterManifests, Options } from './kubernetes/objects';
import type { Answer, Request } from './oracle';

/** Answers requests to a mesh from its manifests alone. */
export type Subject = (
  clusters: readonly ClusterManifests[],
  options: Options,
) => (request: Request) => readonly Answer[];
