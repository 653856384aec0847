/**
 * Checks that what the written objects of a plan need is written too, by any app of the cluster.
 * @module
 */
import type { Finding } from '../../errors';
import { type Resource, resourceId, serviceHost } from '../../istio';
import type { ServicePlan } from '../../plan';
import { destinationsIn } from '../destinations';
import { makeFinding } from '../finding';
import { VERIFY } from '../messages';
import type { Written } from '../written';

/** An object that another one needs. */
interface Need {
  readonly by: Resource | undefined;
  readonly wanted: Resource | undefined;
  /** Why it is needed, as a clause about the object `by`. */
  readonly why: string;
}

/**
 * Finds objects of the plan that are missing although others need them (MC149).
 * @param isElsewhere whether another app writes an object into the cluster; undefined if that is not known, so that
 * workloads may be written without the objects by which other clusters reach them
 */
export function checkComplete(written: Written, isElsewhere?: (id: string) => boolean): readonly Finding[] {
  const { objects, cluster } = written;
  const reported = new Set<string>();
  return written.plan.services.flatMap((service) =>
    [...needsOfRoutes(service), ...(isElsewhere === undefined ? [] : needsOfPods(written, service))].flatMap(
      ({ by, wanted, why }) => {
        const object = by && objects.byId.get(resourceId(by));
        if (object === undefined || wanted === undefined) return [];
        const id = resourceId(wanted);
        if (objects.byId.has(id) || isElsewhere?.(id) === true || reported.has(id)) return [];
        reported.add(id);
        const what = `${id} must be written into cluster "${cluster.name}" too, because ${object.id} ${why}, but is missing.`;
        return [makeFinding(VERIFY.MC149, { what }, { id, at: object.at }, cluster)];
      },
    ),
  );
}

function needsOfRoutes({ service, localDestinationRule, ...plan }: ServicePlan): readonly Need[] {
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
function needsOfPods({ plan, objects }: Written, service: ServicePlan): readonly Need[] {
  if (!service.exposed) return [];
  const { name, namespace } = service.service;
  const metadata = { name, namespace };
  const isHere = service.workloads?.deployments.some(({ resource }) => objects.byId.has(resourceId(resource))) === true;
  const isRunning = isHere || service.existing.length > 0;
  const by = isRunning ? { apiVersion: 'v1', kind: 'Service', metadata } : undefined;
  const why = 'gets requests from other clusters';
  return [
    { by, wanted: plan.gateway, why },
    { by, wanted: service.localDestinationRule, why },
  ];
}
