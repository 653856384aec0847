/**
 * The grammar of Istio and Kubernetes that both sides share: those who write manifests and those who read them.
 * @module
 */
export { isDnsName, isLabelText, isSubdomainText, MAX_LABEL, MAX_NAME } from './dns';
export { GATEWAY_PORT, GATEWAY_SELECTOR, ISTIO_NAMESPACE } from './gateway';
export { globalHost, serviceHost, serviceNames } from './hosts';
export type {
  CorsPolicySpec,
  DestinationSpec,
  HttpFaultSpec,
  HttpMatchSpec,
  HttpRetrySpec,
  HttpRoute,
  HttpRouteDestination,
  NamedMatchSpecs,
  StringMatchSpec,
  TextMatchSpec,
} from './http-route';
export type { TcpRoute, TlsRoute } from './l4-route';
export { isLabelKey, isLabelValue } from './label-text';
export { APP, CLUSTER, MULTICLUSTER_SERVICE, rankLabel, TOPOLOGY_CLUSTER, VERSION } from './labels';
export { isPort } from './port';
export { PORT_PROTOCOLS, type PortProtocol, protocolOfPortName, type RouteProtocol, routeProtocol } from './ports';
export { declaredProtocol, type Protocol } from './protocol';
export { effectiveNamespace, type Resource, resourceId, type SpecifiedResource } from './resource';
export { type AuthorizationPolicySpec, type PeerAuthenticationSpec, principalOf } from './security';
export { selects, type ServicePort } from './service';
export { sniName } from './sni';
export type {
  DelegateSpec,
  DestinationRuleSpec,
  GatewaySpec,
  Labels,
  ServiceEntrySpec,
  Subset,
  VirtualServiceSpec,
  WorkloadEntrySpec,
} from './specs';
export type { PortPolicy, TrafficPolicy } from './traffic-policy';
