/**
 * Where calls from one cluster go.
 * @module
 */
import { Construct } from 'constructs';
import { Route } from '../mesh';
import { misuse, nothingToRender, type PlannedProps, planOf, render } from './render';

/** Options of MulticlusterRoute. */
export interface MulticlusterRouteProps extends PlannedProps {
  /**
   * The route, from `addRoute` or its like of a service of the plan's mesh (MC009), or an implied one from the service's plan; something
   * in the cluster must call the service (MC032).
   */
  readonly route: Route;
}

/**
 * The VirtualService that sends calls from the cluster to versions, wherever they run: the only one of the service, with all
 * its routes; where ingress gateways call, one with the same HTTP rules that their owner's VirtualService delegates to.
 *
 * @example
 * new MulticlusterRoute(chart, 'reviews-route', { route: reviewsRoute, plan: plan.for(cluster1) });
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/
 */
export class MulticlusterRoute extends Construct {
  constructor(scope: Construct, id: string, props: MulticlusterRouteProps) {
    super(scope, id);
    const plan = planOf(this, props);
    const given: unknown = props.route;
    if (!(given instanceof Route))
      throw misuse(this, 'MC035', { what: `route of construct "${id}" is no Route`, got: given });
    const { service } = given;
    const { routes, virtualService, ingressVirtualService } = plan.of(service);
    const isEmpty = virtualService === undefined && ingressVirtualService === undefined;
    if (isEmpty || !routes.includes(given)) {
      throw nothingToRender(this, plan, `nothing is sent to "${service.name}" by this route`);
    }
    if (virtualService !== undefined) render(this, 'Resource', plan, virtualService);
    if (ingressVirtualService !== undefined) render(this, 'Ingress', plan, ingressVirtualService);
  }
}
