/**
 * The VirtualServices of a service in one cluster.
 * @module
 */
import { Construct } from 'constructs';
import { Route } from '../mesh';
import { checkedScope, type PlannedProps, planOf, readProps } from '../plan';
import { SHAPE } from '../reading';
import { nothingToRender, render } from './render';

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
export class MulticlusterRoute extends Construct {
  constructor(scope: Construct, id: string, props: MulticlusterRouteProps) {
    super(checkedScope(scope, id, props, ['route', 'plan']), id);
    const plan = planOf(this, props);
    const route = readProps(this, props, (part) =>
      part.options(['route'], true).route.instance(SHAPE.MC035, Route, 'be a route of a service', { fix: FIX }),
    );
    const { service } = route;
    const { routes, virtualService, ingressVirtualService } = plan.of(service);
    const isEmpty = virtualService === undefined && ingressVirtualService === undefined;
    if (isEmpty || !routes.includes(route))
      throw nothingToRender(this, plan, `no call to service "${service.name}" follows this route there`);
    if (virtualService !== undefined) render(this, 'Resource', plan, virtualService);
    if (ingressVirtualService !== undefined) render(this, 'Ingress', plan, ingressVirtualService);
  }
}
