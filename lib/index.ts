/**
 * Routes versions of a service across Kubernetes clusters: you describe an Istio mesh once, and get the manifests of every
 * cluster.
 * @module
 */

// Describing a mesh
export {
  type Caller,
  CallingWorkload,
  type CallingWorkloadProps,
  type CallOptions,
  Cluster,
  ClusterGateway,
  type ClusterGatewayProps,
  type ClusterProps,
  type Distribution,
  type ExactGatewayProps,
  type ExistingWorkloads,
  type FailoverOrder,
  GatewayAddress,
  type GatewayEntrance,
  type GatewayObjectProps,
  type GeneratedWorkloads,
  type IMeshService,
  IngressGateway,
  type IngressGatewayProps,
  Mesh,
  type MeshDescription,
  type MeshPlanner,
  type Planned,
  type MeshProps,
  MeshService,
  type MeshServiceBaseProps,
  type MeshServiceProps,
  type Origin,
  type PortProtocol,
  type RouteProtocol,
  type ServicePort,
  type ServicePortProps,
  type ServicePorts,
  type StockGatewayProps,
} from './mesh';

// Traffic policies: how callers treat connections to services
export {
  type ConnectionPoolSettings,
  type ConsistentHashLB,
  type HttpCookie,
  type HttpSettings,
  type LoadBalancerSettings,
  type OutlierDetection,
  type TcpKeepalive,
  type TcpSettings,
  type TrafficPolicies,
  type TrafficPolicy,
  type WarmupConfiguration,
} from './mesh';

// Routes: what rules match, and what they do
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
  type PathRedirect,
  type PortRedirect,
  type HttpRetry,
  type HttpRewrite,
  type PathRewrite,
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

// Planning a mesh
export {
  Article2019,
  type Article2019Props,
  ClusterPlan,
  type DeploymentPlan,
  type DeploymentSpec,
  discoveryPrerequisites,
  EndpointDiscovery,
  type ExistingPods,
  MeshPlan,
  type PoliciesPlan,
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

// Constructs that render a plan
export {
  bookinfoContainer,
  type BookinfoImages,
  BookinfoService,
  type BookinfoServiceProps,
  ClusterChart,
  type ClusterChartProps,
  type ContainerOf,
  type DeploymentOf,
  EastWestGateway,
  MulticlusterRoute,
  type MulticlusterRouteProps,
  type Plain,
  type PodContainer,
  RemoteServiceEntry,
  type RemoteServiceEntryProps,
  ServicePolicies,
  type ServicePoliciesProps,
  ServiceSubsets,
  type ServiceSubsetsProps,
  type VersionDeployment,
  VersionedService,
  type VersionedServiceProps,
} from './constructs';
export { type PlannedProps } from './plan';
export { WorkloadCheck } from './verify';
export { ClusterApp, type ClusterAppProps } from './app';

// Errors
export { ConfigError, type ConfigIssue, type Finding } from './errors';
export type { MessageCode } from './messages';
