/**
 * The description of a mesh: what runs where, who calls whom, and where requests go. It knows no constructs and no Kubernetes
 * objects.
 * @module
 */
export type { Caller } from './caller';
export { CallingWorkload, type CallingWorkloadProps } from './calling-workload';
export { Cluster, type ClusterProps } from './cluster';
export {
  ClusterGateway,
  type ClusterGatewayProps,
  DEFAULT_OBJECT,
  type ExactGatewayProps,
  type GatewayEntrance,
  type GatewayObjectProps,
  type StockGatewayProps,
} from './cluster-gateway';
export type { MeshDescription, MeshPlanner, Planned } from './description';
export type { Distribution, FailoverOrder } from './distribution';
export { type ExternalPort, ExternalService, type ExternalTls } from './external-service';
export type {
  EncryptedExternalPortProps,
  ExternalPortProps,
  ExternalServiceBaseProps,
  ExternalServicePorts,
  ExternalServiceProps,
  PlainExternalPortProps,
} from './external-service-props';
export { GatewayAddress } from './gateway-address';
export type { IMeshService } from './imesh-service';
export { IngressGateway, type IngressGatewayProps } from './ingress-gateway';
export type { IpFamily } from './ip-families';
export { Mesh } from './mesh';
export { MESH } from './messages';
export type { MeshProps } from './mesh-props';
export { compareNames, readHost, readLabel } from './names';
export { type PortProtocol, portsRouted, type ServicePort, type ServicePortProps, type ServicePorts } from './ports';
export { Route } from './route';
export type { CorsPolicy } from './rules/cors';
export type { HttpBody, HttpDirectResponse } from './rules/direct-response';
export type { Duration } from '../reading';
export type { RouteProtocol } from '../istio';
export type { FaultAbort, FaultDelay, GrpcStatus, HttpFaultInjection } from './rules/fault';
export { addedBy, changesBy, DIRECTIONS, type HeaderChange } from './rules/header-changes';
export type { HttpHeaderOperations, HttpHeaders } from './rules/headers';
export type { HttpMatch, NamedMatches } from './rules/http-match';
export type { HttpMirrorPolicy } from './rules/mirrors';
export type { PlannedRule, RouteDestination, RuleActions } from './rules/planned-rule';
export type { HttpRedirect, PathRedirect, PortRedirect } from './rules/redirect';
export { conditionsOf, type HttpRetry, isPolicy, type NoRetries, type RetryPolicy } from './rules/retries';
export type { RetryCondition } from './rules/retry-conditions';
export type { HttpRewrite, PathRewrite, RegexRewrite } from './rules/rewrite';
export type {
  Destination,
  DirectResponseRule,
  Forwarding,
  ForwardRule,
  RedirectRule,
  RouteRule,
  RuleConditions,
} from './rules/rule';
export type { L4Match, L4RouteRule } from './rules/l4-rule';
export { RULES } from './rules/messages';
export { type MatchKind, StringMatch, type TextKind } from './rules/string-match';
export { MeshService } from './service';
export type { CallOptions, MeshServiceBaseProps, MeshServiceProps } from './service-props';
export type { ConnectionPoolSettings } from './traffic/connection-pool';
export type { ConsistentHashLB, HttpCookie } from './traffic/consistent-hash';
export type { HttpSettings } from './traffic/http-settings';
export type { LoadBalancerSettings, WarmupConfiguration } from './traffic/load-balancer';
export type { OutlierDetection } from './traffic/outlier-detection';
export type { TrafficPolicies, TrafficPolicy } from './traffic/service-policies';
export type { TcpKeepalive, TcpSettings } from './traffic/tcp-settings';
export { type Revision, revisionFor } from './revision';
export type { ExistingWorkloads, GeneratedWorkloads, Origin } from './workloads';
