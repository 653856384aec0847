/**
 * The objects by which a cluster reaches a service in other clusters.
 * @module
 */
import type { Construct } from 'constructs';
import type { IMeshService } from '../mesh';
import { checkedScope, type PlannedProps, planOf, type ServicePlan } from '../plan';
import { onceForEach } from './once-for-each';
import { nothingToRender, PlannedConstruct, render } from './planned-construct';
import { asPlanned } from './planned-object';

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
export class RemoteServiceEntry extends PlannedConstruct {
  constructor(scope: Construct, id: string, props: RemoteServiceEntryProps) {
    super(checkedScope(scope, id, props, ['service', 'plan']), id);
    const plan = planOf(this, props);
    const objects = remoteObjects(plan.of(props.service));
    if (objects.length === 0)
      throw nothingToRender(this, plan, `no call to service "${props.service.name}" leaves the cluster`);
    render(this, plan, objects);
  }
}

/** What a RemoteServiceEntry renders for a service. */
export const remoteObjects = onceForEach((plan: ServicePlan) => {
  const { serviceEntry, workloadEntries, globalDestinationRule, ownHosts } = plan;
  if (serviceEntry === undefined || globalDestinationRule === undefined) return [];
  return [
    asPlanned('Resource', serviceEntry),
    ...workloadEntries.map((entry) => asPlanned(`WorkloadEntry-${entry.metadata.name}`, entry)),
    asPlanned('DestinationRule', globalDestinationRule),
    ...ownHosts.flatMap(({ serviceEntry: entry, destinationRule: rule }) => [
      asPlanned(`ServiceEntry-${entry.metadata.name}`, entry),
      asPlanned(`DestinationRule-${rule.metadata.name}`, rule),
    ]),
  ];
});
