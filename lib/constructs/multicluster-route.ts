/**
 * The VirtualServices of a service in one cluster.
 * @module
 */
import type { Construct } from 'constructs';
import { Route } from '../mesh';
import { checkedScope, type PlannedProps, planOf, readProps, type ServicePlan } from '../plan';
import { SHAPE } from '../reading';
import { onceForEach } from './once-for-each';
import { nothingToRender, PlannedConstruct, render } from './planned-construct';
import { asPlanned } from './planned-object';

const FIX = 'Pass what addRoute, addTlsRoute or addTcpRoute of the service returned, or "route" of its plan.';

/** Options of MulticlusterRoute. */
export interface MulticlusterRouteProps extends PlannedProps {
  /**
   * The route that `addRoute`, `addTlsRoute` or `addTcpRoute` returned. For a service without rules that is called across
   * clusters, it is `route` in the plan of the service. The service belongs to the mesh of the plan (MC009), and something in
   * the cluster calls it (MC032).
   */
  readonly route: Route;
}

/**
 * The VirtualService that sends calls from the cluster to versions, wherever they run. It holds all routes of the service. If
 * ingress gateways call the service, a second VirtualService holds the same HTTP rules, and the VirtualService of the gateway's
 * owner delegates to it.
 *
 * @example
 * new MulticlusterRoute(chart, 'reviews-route', { route: reviewsRoute, plan: plan.for(cluster1) });
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/
 */
export class MulticlusterRoute extends PlannedConstruct {
  constructor(scope: Construct, id: string, props: MulticlusterRouteProps) {
    super(checkedScope(scope, id, props, ['route', 'plan']), id);
    const plan = planOf(this, props);
    const route = readProps(this, props, (part) =>
      part.options(['route'], true).route.instance(SHAPE.MC035, Route, 'be a route of a service', { fix: FIX }),
    );
    const { service } = route;
    const servicePlan = plan.of(service);
    const objects = routeObjects(servicePlan);
    if (objects.length === 0 || !servicePlan.routes.includes(route))
      throw nothingToRender(this, plan, `no call to service "${service.name}" follows this route there`);
    render(this, plan, objects);
  }
}

/** What a MulticlusterRoute renders for a service. */
export const routeObjects = onceForEach(({ virtualService, ingressVirtualService }: ServicePlan) => [
  ...(virtualService === undefined ? [] : [asPlanned('Resource', virtualService)]),
  ...(ingressVirtualService === undefined ? [] : [asPlanned('Ingress', ingressVirtualService)]),
]);
