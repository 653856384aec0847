/**
 * The objects by which a cluster reaches a service in other clusters.
 * @module
 */
import { Construct } from 'constructs';
import type { IMeshService } from '../mesh';
import { checkedScope, type PlannedProps, planOf } from '../plan';
import { nothingToRender, render } from './render';

/** Options of RemoteServiceEntry. */
export interface RemoteServiceEntryProps extends PlannedProps {
  /** The service. It belongs to the mesh of the plan (MC009), and calls from the cluster reach it in other clusters (MC032). */
  readonly service: IMeshService;
}

/**
 * The ServiceEntry for the host that a service has across clusters, and the DestinationRule that says how callers reach the
 * host. If local Pods are endpoints too, each gateway of another cluster is a WorkloadEntry.
 *
 * @example
 * new RemoteServiceEntry(chart, 'reviews-remote', { service: reviews, plan: plan.for(cluster1) });
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/
 */
export class RemoteServiceEntry extends Construct {
  constructor(scope: Construct, id: string, props: RemoteServiceEntryProps) {
    super(checkedScope(scope, id, props, ['service', 'plan']), id);
    const plan = planOf(this, props);
    const { serviceEntry, workloadEntries, globalDestinationRule, ownHosts } = plan.of(props.service);
    if (serviceEntry === undefined || globalDestinationRule === undefined) {
      throw nothingToRender(this, plan, `no call to service "${props.service.name}" leaves the cluster`);
    }
    render(this, 'Resource', plan, serviceEntry);
    for (const entry of workloadEntries) render(this, `WorkloadEntry-${entry.metadata.name}`, plan, entry);
    render(this, 'DestinationRule', plan, globalDestinationRule);
    for (const own of ownHosts) {
      render(this, `ServiceEntry-${own.serviceEntry.metadata.name}`, plan, own.serviceEntry);
      render(this, `DestinationRule-${own.destinationRule.metadata.name}`, plan, own.destinationRule);
    }
  }
}
