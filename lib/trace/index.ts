/**
 * Where a request goes, hop by hop, as manifests say.
 * @module
 */
export { type MeshFacts, TracedMesh } from './mesh';
export { TRACES } from './messages';
export type { Outcome } from './outcome';
export { trace } from './trace';
