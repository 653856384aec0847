/**
 * Where a request goes, hop by hop, as manifests say.
 * @module
 */
export { type MeshFacts, TracedMesh } from './mesh';
export { TRACES } from './messages';
export type { ClusterFacts, ClusterManifests } from './model/cluster';
export type { Hop, HopKind, Mirror, Outcome } from './outcome';
export type { TraceRequest } from './request';
export { trace } from './trace';
