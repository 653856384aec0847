/**
 * The subsets of a Service in one cluster.
 * @module
 */
import { Construct } from 'constructs';
import type { IMeshService } from '../mesh';
import { nothingToRender, type PlannedProps, planOf, render } from './render';

/** Options of ServiceSubsets. */
export interface ServiceSubsetsProps extends PlannedProps {
  /** The service, of the plan's mesh (MC009), which runs in the cluster and is routed or called from elsewhere (MC032). */
  readonly service: IMeshService;
}

/**
 * The DestinationRule with a subset for each version of a service in the whole mesh: local routes and the server names of
 * other clusters' calls refer to them. Subsets of versions that do not run in the cluster do no harm.
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
      throw nothingToRender(this, plan, `"${props.service.name}" needs no subsets`);
    render(this, 'Resource', plan, localDestinationRule);
  }
}
