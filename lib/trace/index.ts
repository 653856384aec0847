/**
 * Where a request goes, hop by hop, as manifests say.
 * @module
 */
export type { ClusterFacts } from './model/cluster-facts';
export { type MeshFacts, unfollowed } from './facts';
export { type IstioMinor, isIstioMinor } from './model/istio-minor';
export { TracedMesh } from './mesh';
export { PeerAuthentications } from './inbound/peer-authentication';
export { followedBy, type FollowedRule, type RouteRule, rulesIn } from './followed';
export { TRACES } from './messages';
export { type Offer, offersIn } from './offers';
export { type Hop, isServed, type Outcome } from './outcome';
export type { TraceRequest } from './request';
export { trace } from './trace';
export { Imports } from './scope/imports';
export { Sidecars } from './scope/sidecars';
