/**
 * Writes the VirtualServices with the rules of a service for its callers in one cluster.
 * @module
 */
import { type Destination, type RouteProtocol, serviceHost, type VirtualServiceSpec } from '../../istio';
import type { PlannedRule } from '../../mesh';
import { toCallers, toDelegators } from '../access/visibility';
import type { DestinationView } from '../destination';
import type { Dialect } from '../dialect/dialect';
import { triesOtherClusters } from '../distribution';
import type { TrafficPlan } from '../service-plan';
import type { ServiceView } from '../view';
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
  if (routes.length === 0) return { virtualService: undefined, ingressVirtualService: undefined };
  const spec = routeSpec(view, namesIn(view, destinationOf));
  const isForIngress = ingressGateways.length > 0;
  const isForSidecars = !isForIngress || callers.length > ingressGateways.length;
  return {
    virtualService: isForSidecars
      ? dialect.istio('VirtualService', name, namespace, { ...spec, ...toCallers(view) })
      : undefined,
    ingressVirtualService:
      isForIngress && spec.http !== undefined
        ? dialect.istio('VirtualService', `${name}-ingress`, namespace, {
            http: delegatedRules(service, spec.http),
            ...toDelegators(view),
          })
        : undefined,
  };
}

/** The hosts and rules of the VirtualService. */
function routeSpec(view: ServiceView, nameOf: NameOf): VirtualServiceSpec {
  const host = serviceHost(view.service);
  const rulesFor = (protocol: RouteProtocol): readonly PlannedRule[] | undefined =>
    view.routes.find(({ route }) => route.protocol === protocol)?.rules;
  const [http, tls, tcp] = [rulesFor('http'), rulesFor('tls'), rulesFor('tcp')];
  return {
    hosts: [host],
    ...(http && { http: http.flatMap((rule) => httpRuleSpecs(rule, nameOf, triesOtherClusters(view, rule))) }),
    ...(tls && { tls: tls.map((rule) => tlsRuleSpec(rule, nameOf, host)) }),
    ...(tcp && { tcp: tcp.map((rule) => tcpRuleSpec(rule, nameOf)) }),
  };
}
