/**
 * The vocabulary of Istio and Kubernetes, for the code that writes manifests and the code that reads them. The types are as wide
 * as the API.
 * @module
 */
export { addressKind, isAddress } from './address';
export type { AuthorizationPolicySpec } from './authorization-policy';
export type { Destination, RouteDestination } from './destination';
export type { DestinationRuleSpec, PortTrafficPolicy, Subset, TrafficPolicy } from './destination-rule';
export { isDnsName, isLabelText, isSubdomainText, MAX_LABEL, MAX_NAME } from './dns';
export { INJECT, injectionLabels, INTERCEPTION, isInjectedByPod, NEVER_INJECTED, REVISION } from './injection';
export { GATEWAY_PORT, GATEWAY_SELECTOR, ISTIO_NAMESPACE } from './east-west-gateway';
export type { GatewaySpec } from './gateway';
export { fullHost, globalHost, serviceHost, type ServiceName, serviceNames, wildcardsOver } from './hosts';
export type { HTTPMatchRequest, StringMatch, StringMatches } from './http-match-request';
export type { CorsPolicy, HTTPFaultInjection, HTTPRetry, HTTPRoute, HTTPRouteDestination } from './http-route';
export { principalOf } from './identity';
export { isImmutable, markImmutable } from './immutable';
export { isPastSidecar, portsTakenBy } from './inbound-ports';
export { AUTO_ALLOCATED, CLASS_E, contains, ipv4Text, parseIpv4, parseRange } from './ipv4';
export { isLabelKey, isLabelValue, isLabelValueText } from './label-text';
export { effectOfAnnotation, effectOfLabel } from './effects';
export {
  APP,
  CLUSTER,
  hasLabels,
  type Labels,
  MARKED,
  rankLabel,
  ROUTE,
  serviceLabel,
  TOPOLOGY_CLUSTER,
  TOPOLOGY_NETWORK,
  VERSION,
  type WorkloadSelector,
} from './labels';
export { closeness, isLocality, overlaps } from './locality';
export { bypassesOf } from './outbound-calls';
export type { PeerAuthenticationSpec } from './peer-authentication';
export { isPort, SIDECAR_LISTENERS, SIDECAR_PORTS } from './port';
export { declaredProtocol, type Protocol, type RouteProtocol, routeProtocol } from './protocol';
export { effectiveNamespace, type Resource, resourceId, type SpecifiedResource } from './resource';
export { parseServerName, serverName } from './server-name';
export { selects, type ServicePort } from './service';
export type { SidecarSpec } from './sidecar';
export type { ServiceEntrySpec } from './service-entry';
export type { TCPRoute } from './tcp-route';
export type { TLSRoute } from './tls-route';
export type { VirtualServiceSpec } from './virtual-service';
export { ALL_NAMESPACES, commonViewers, findersOf, isEmpty, isSeenFrom, type Viewers, viewersOf } from './viewers';
export type { WorkloadEntrySpec } from './workload-entry';
