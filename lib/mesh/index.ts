/**
 * The description: what runs where, who calls whom, who is routed where. No constructs, no Kubernetes objects.
 * @module
 */
export { Cluster, type ClusterProps } from './cluster';
export { GatewayAddress } from './gateway-address';
export type { HttpMatch } from './http-match';
export { Mesh, type MeshDescription, type MeshPlanner } from './mesh';
export { checkHost, checkLabel, compareNames } from './names';
export { type Destination, Route, type RouteDestination, type RouteRule } from './route';
export { type CallOptions, type IMeshService, MeshService, type MeshServiceProps } from './service';
export { StringMatch } from './string-match';
