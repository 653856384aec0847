/**
 * Route versions of a service across Kubernetes clusters: one description of an Istio mesh, every cluster's manifests.
 * @module
 */

// Describing a mesh
export {
  type CallOptions,
  Cluster,
  type ClusterProps,
  type Distribution,
  type FailoverOrder,
  GatewayAddress,
  type IMeshService,
  Mesh,
  type MeshDescription,
  type MeshPlanner,
  MeshService,
  type MeshServiceProps,
  type PortProtocol,
  type ServiceOptions,
  type ServicePort,
  type ServicePortProps,
  type ServicePorts,
} from './mesh';

// Its routes: what rules match, and what they do
export {
  type CorsPolicy,
  type Destination,
  type DirectResponseRule,
  type Duration,
  type FaultAbort,
  type FaultDelay,
  type Forwarding,
  type ForwardRule,
  type GrpcStatus,
  type HttpBody,
  type HttpDirectResponse,
  type HttpFaultInjection,
  type HttpHeaderOperations,
  type HttpHeaders,
  type HttpMatch,
  type HttpMirrorPolicy,
  type HttpRedirect,
  type HttpRetry,
  type HttpRewrite,
  type L4Match,
  type L4RouteRule,
  type MatchKind,
  type NamedMatches,
  type NoRetries,
  type PlannedRule,
  type RedirectRule,
  type RegexRewrite,
  type RetryCondition,
  type RetryPolicy,
  Route,
  type RouteDestination,
  type RouteRule,
  type RuleActions,
  type RuleConditions,
  StringMatch,
  type TextKind,
} from './mesh';

// Planning it
export {
  Article2019,
  type Article2019Props,
  ClusterPlan,
  type DeploymentPlan,
  type DeploymentSpec,
  MeshPlan,
  type Scheme,
  type ServicePlan,
  type ServiceSpec,
  SniAddressing,
  type SniAddressingProps,
  type TrafficPlan,
  VipLedger,
  type VipLedgerProps,
  type WorkloadsPlan,
} from './plan';

// Composing it
export {
  bookinfoContainer,
  type BookinfoImages,
  BookinfoService,
  type BookinfoServiceProps,
  ClusterChart,
  type ClusterChartProps,
  type ContainerOf,
  EastWestGateway,
  MulticlusterRoute,
  type MulticlusterRouteProps,
  type PlannedProps,
  RemoteServiceEntry,
  type RemoteServiceEntryProps,
  ServiceSubsets,
  type ServiceSubsetsProps,
  VersionedService,
  type VersionedServiceProps,
} from './constructs';
export { ClusterApp, type ClusterAppProps } from './app';

// When it is wrong
export { ConfigError, type ConfigIssue, type MessageCode } from './errors';
