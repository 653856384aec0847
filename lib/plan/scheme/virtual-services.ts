/**
 * The rules of a service for those who call it from one cluster.
 * @module
 */
import type { Dialect } from '../dialect/dialect';
import { toCallers, toDelegators } from '../policy';
import type { TrafficPlan } from '../service-plan';
import type { ServiceView } from '../view';
import { delegatedRules } from './delegated-rules';
import { type DestinationOf, routeSpec } from './route-spec';

/**
 * One VirtualService for the service's own host, which is in force at sidecars only; and where ingress gateways call, the same
 * rules without hosts, as a gateway does what its owner's VirtualService says, which may delegate those of HTTP and no others.
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
