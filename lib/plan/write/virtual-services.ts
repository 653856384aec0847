/**
 * The VirtualServices with the rules of a service, for its callers in one cluster.
 * @module
 */
import type { Dialect } from '../dialect/dialect';
import { toCallers, toDelegators } from '../access/visibility';
import type { TrafficPlan } from '../service-plan';
import type { ServiceView } from '../view';
import { delegatedRules } from './delegated-rules';
import { type DestinationOf, routeSpec } from './http-rules';

/**
 * The VirtualService for the service's own host, which is in force at sidecars only. Where ingress gateways call, a second one
 * has the same HTTP rules and no hosts, so that the VirtualService of a gateway's owner can delegate to it.
 */
export function virtualServices(
  view: ServiceView,
  destinationOf: DestinationOf,
  dialect: Dialect,
): Pick<TrafficPlan, 'virtualService' | 'ingressVirtualService'> {
  const { service, routes, callers, ingressGateways } = view;
  const { name, namespace } = service;
  if (routes.length === 0) return { virtualService: undefined, ingressVirtualService: undefined };
  const spec = routeSpec(view, destinationOf);
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
