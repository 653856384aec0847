/**
 * The subsets of a Service in one cluster.
 * @module
 */
import { Construct } from 'constructs';
import type { IMeshService } from '../mesh';
import { type PlannedProps, planOf } from '../plan';
import { nothingToRender, render } from './render';

/** Options of ServiceSubsets. */
export interface ServiceSubsetsProps extends PlannedProps {
  /** The service, of the mesh of the plan (MC009). It runs in the cluster, and is routed or called from elsewhere (MC032). */
  readonly service: IMeshService;
}

/**
 * The DestinationRule with a subset for each version that a service has in the whole mesh. Local routes refer to the subsets,
 * and so do the server names in calls from other clusters. Subsets of versions that do not run in the cluster do no harm.
 *
 * @example
 * new ServiceSubsets(chart, 'reviews-subsets', { service: reviews, plan: plan.for(cluster2) });
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset
 */
export class ServiceSubsets extends Construct {
  constructor(scope: Construct, id: string, props: ServiceSubsetsProps) {
    super(scope, id);
    const plan = planOf(this, props);
    const { localDestinationRule } = plan.of(props.service);
    if (localDestinationRule === undefined)
      throw nothingToRender(this, plan, `service "${props.service.name}" needs no subsets there`);
    render(this, 'Resource', plan, localDestinationRule);
  }
}
