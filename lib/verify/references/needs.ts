/**
 * Which objects of a service certainly need which others.
 * @module
 */
import { type Resource, resourceId, serviceHost } from '../../istio';
import type { ServicePlan } from '../../plan';
import { destinationsIn } from '../destinations';
import type { Written } from '../written';

/** An object that another one needs. */
export interface Need {
  readonly by: Resource | undefined;
  readonly wanted: Resource | undefined;
  /** Why it is needed, as a clause about the object `by`. */
  readonly why: string;
}

/** What the routes of a service need: the hosts and the subsets to which they send requests. */
export function needsOfRoutes({ service, localDestinationRule, ...plan }: ServicePlan): readonly Need[] {
  const why = 'sends requests to its hosts';
  return [plan.virtualService, plan.ingressVirtualService].flatMap((by) => {
    const routed = destinationsIn(by);
    const isLocal = routed.some(({ host, subset }) => host === serviceHost(service) && subset !== undefined);
    // one construct writes the ServiceEntries of all hosts, so the first one stands for all
    const entries = [plan.serviceEntry, ...plan.ownHosts.map(({ serviceEntry }) => serviceEntry)];
    const remote = entries.find((entry) => routed.some(({ host }) => entry?.spec.hosts.includes(host)));
    return [
      { by, wanted: remote, why },
      { by, wanted: isLocal ? localDestinationRule : undefined, why: 'sends requests to its subsets' },
    ];
  });
}

/** What Pods need to be reached from other clusters. */
export function needsOfPods({ plan, objects }: Written, service: ServicePlan): readonly Need[] {
  if (!service.exposed) return [];
  const { name, namespace } = service.service;
  const metadata = { name, namespace };
  const isHere =
    service.workloads?.deployments.some(({ resource }) => objects.byId().has(resourceId(resource))) === true;
  const isRunning = isHere || service.existing.length > 0;
  const by = isRunning ? { apiVersion: 'v1', kind: 'Service', metadata } : undefined;
  const why = 'gets requests from other clusters';
  return [
    { by, wanted: plan.gateway, why },
    { by, wanted: service.localDestinationRule, why },
  ];
}
