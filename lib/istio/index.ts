/**
 * The grammar of Istio and Kubernetes that both sides share: those who write manifests and those who read them.
 * @module
 */
export { isDnsName, isLabelText, isSubdomainText, MAX_LABEL, MAX_NAME } from './dns';
export { GATEWAY_PORT, GATEWAY_SELECTOR, ISTIO_NAMESPACE } from './gateway';
export { globalHost, serviceHost, serviceNames } from './hosts';
export type {
  CorsPolicySpec,
  HttpFaultSpec,
  HttpMatchSpec,
  HttpRetrySpec,
  HttpRoute,
  HttpRouteDestination,
  NamedMatchSpecs,
  StringMatchSpec,
  TextMatchSpec,
} from './http-route';
export { isLabelKey, isLabelValue } from './label-text';
export { APP, CLUSTER, MULTICLUSTER_SERVICE, rankLabel, TOPOLOGY_CLUSTER, VERSION } from './labels';
export { isPort } from './port';
export { type Resource, resourceId, type SpecifiedResource } from './resource';
export { type AuthorizationPolicySpec, type PeerAuthenticationSpec, principalOf } from './security';
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
export type { TrafficPolicy } from './traffic-policy';
