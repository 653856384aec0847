/**
 * The subsets of a Service in one cluster.
 * @module
 */
import { Construct } from 'constructs';
import type { IMeshService } from '../mesh';
import { checkedScope, type PlannedProps, planOf } from '../plan';
import { nothingToRender, render } from './render';

/** Options of ServiceSubsets. */
export interface ServiceSubsetsProps extends PlannedProps {
  /**
   * The service. It belongs to the mesh of the plan (MC009). It runs in the cluster, and has a route, a traffic policy or
   * callers in other clusters (MC032).
   */
  readonly service: IMeshService;
}

/**
 * The DestinationRule with a subset for each version of a service in the whole mesh. Local routes and the server names of calls
 * from other clusters refer to these subsets. A subset whose version does not run in the cluster does no harm.
 *
 * @example
 * new ServiceSubsets(chart, 'reviews-subsets', { service: reviews, plan: plan.for(cluster2) });
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset
 */
export class ServiceSubsets extends Construct {
  constructor(scope: Construct, id: string, props: ServiceSubsetsProps) {
    super(checkedScope(scope, id, props, ['service', 'plan']), id);
    const plan = planOf(this, props);
    const { localDestinationRule } = plan.of(props.service);
    if (localDestinationRule === undefined)
      throw nothingToRender(this, plan, `service "${props.service.name}" needs no subsets there`);
    render(this, 'Resource', plan, localDestinationRule);
  }
}
