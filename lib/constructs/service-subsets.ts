/**
 * The subsets of a Service in one cluster.
 * @module
 */
import type { Construct } from 'constructs';
import type { IMeshService } from '../mesh';
import { checkedScope, type PlannedProps, planOf, type ServicePlan } from '../plan';
import { onceForEach } from './once-for-each';
import { nothingToRender, PlannedConstruct, render } from './planned-construct';
import { asPlanned } from './planned-object';

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
export class ServiceSubsets extends PlannedConstruct {
  constructor(scope: Construct, id: string, props: ServiceSubsetsProps) {
    super(checkedScope(scope, id, props, ['service', 'plan']), id);
    const plan = planOf(this, props);
    const objects = subsetObjects(plan.of(props.service));
    if (objects.length === 0)
      throw nothingToRender(this, plan, `service "${props.service.name}" needs no subsets there`);
    render(this, plan, objects);
  }
}

/** What ServiceSubsets render for a service. */
export const subsetObjects = onceForEach(({ localDestinationRule }: ServicePlan) =>
  localDestinationRule === undefined ? [] : [asPlanned('Resource', localDestinationRule)],
);
