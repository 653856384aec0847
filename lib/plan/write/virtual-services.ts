/**
 * Writes the VirtualServices with the rules of a service for its callers in one cluster.
 * @module
 */
import { type Destination, type RouteProtocol, serviceHost, type VirtualServiceSpec } from '../../istio';
import type { PlannedRule } from '../../mesh';
import { toCallers, toDelegators } from '../access/visibility';
import { destinationsOf, type DestinationView, isRemote, targetsOf } from '../destination';
import type { Dialect } from '../dialect/dialect';
import { triesOtherClusters } from '../distribution';
import type { TrafficPlan } from '../service-plan';
import type { RouteView, ServiceView } from '../view';
import { delegatedRules } from './delegated-rules';
import { namesIn, type NameOf } from './destination-names';
import { httpRuleSpecs } from './http-rules';
import { tcpRuleSpec, tlsRuleSpec } from './l4-rules';

/**
 * The VirtualService for the host of the Service, which applies to sidecars only. If ingress gateways call the service, a
 * second one has the same HTTP rules but no hosts, so that the VirtualService of a gateway's owner can delegate to it.
 */
export function virtualServices(
  view: ServiceView,
  destinationOf: (destination: DestinationView) => Destination,
  dialect: Dialect,
): Pick<TrafficPlan, 'virtualService' | 'ingressVirtualService'> {
  const { service, routes, callers, ingressGateways } = view;
  const { name, namespace } = service;
  const nameOf = namesIn(view, destinationOf);
  const isForIngress = ingressGateways.length > 0;
  const isForSidecars = !isForIngress || callers.length > ingressGateways.length;
  const forSidecars = isForSidecars ? routes.filter((route) => changesCalls(view, route, nameOf)) : [];
  const http = isForIngress ? routeSpec(view, routes, nameOf).http : undefined;
  return {
    virtualService:
      forSidecars.length > 0
        ? dialect.istio('VirtualService', name, namespace, {
            ...routeSpec(view, forSidecars, nameOf),
            ...toCallers(view),
          })
        : undefined,
    ingressVirtualService:
      http !== undefined
        ? dialect.istio('VirtualService', `${name}-ingress`, namespace, {
            http: delegatedRules(service, http),
            ...toDelegators(view),
          })
        : undefined,
  };
}

/**
 * Whether calls would go elsewhere without a route: it is given, or it is implied and does not lead to the local Pods of the
 * Service. The VirtualService of a gateway's owner may delegate to a route that changes nothing, but sidecars do not need it.
 */
function changesCalls({ service, destinations }: ServiceView, { route, rules }: RouteView, nameOf: NameOf): boolean {
  if (service.routes.includes(route)) return true;
  const reached = destinationsOf(targetsOf(rules), destinations);
  return reached.some((destination) => isRemote(destination) || nameOf(destination).subset !== undefined);
}

/** The hosts and rules of the VirtualService. */
function routeSpec(view: ServiceView, routes: readonly RouteView[], nameOf: NameOf): VirtualServiceSpec {
  const host = serviceHost(view.service);
  const rulesFor = (protocol: RouteProtocol): readonly PlannedRule[] | undefined =>
    routes.find(({ route }) => route.protocol === protocol)?.rules;
  const [http, tls, tcp] = [rulesFor('http'), rulesFor('tls'), rulesFor('tcp')];
  return {
    hosts: [host],
    ...(http && { http: http.flatMap((rule) => httpRuleSpecs(rule, nameOf, () => triesOtherClusters(view, rule))) }),
    ...(tls && { tls: tls.map((rule) => tlsRuleSpec(rule, nameOf, host)) }),
    ...(tcp && { tcp: tcp.map((rule) => tcpRuleSpec(rule, nameOf)) }),
  };
}
