/**
 * Plans one service in one cluster, given how calls cross clusters.
 * @module
 */
import { injectionLabels, type Labels } from '../../istio';
import { compareNames, type MeshDescription, revisionFor } from '../../mesh';
import { policiesOf } from '../access/policies';
import { toCallers, toCallersAndGateway } from '../access/visibility';
import { isRemote } from '../destination';
import { rankLabels } from '../distribution';
import { existingPods } from '../existing-pods';
import type { ServicePlan, TrafficPlan, WorkloadsPlan } from '../service-plan';
import { settled } from '../settled';
import type { ServiceView } from '../view';
import { virtualServices } from '../write/virtual-services';
import type { Crossing } from './crossing';

/** Plans a service as a cluster sees it. Clusters that see it alike (`isAlike`) have equal plans. */
export function planService({ revision }: MeshDescription, view: ServiceView, crossing: Crossing): ServicePlan {
  const { service, cluster, versionsHere, called } = view;
  const traffic = planTraffic(view, crossing);
  const existing = existingPods(view, traffic.serviceEntry?.spec.workloadSelector !== undefined);
  const isGenerated = existing.length === 0 && (versionsHere.length > 0 || called);
  const { namespace } = service;
  const labels = { ...rankLabels(service, cluster), ...injectionLabels(namespace, revisionFor(revision, namespace)) };
  const generated = isGenerated ? crossing.dialect.workloads(service, versionsHere, labels) : undefined;
  const workloads = generated && withSelector(generated, crossing.emptySelector?.(service));
  const isRouted = traffic.virtualService !== undefined || traffic.ingressVirtualService !== undefined;
  const routes = isRouted ? view.routes.map(({ route }) => route) : [];
  return {
    ...{ service, workloads, existing, route: routes[0], routes, ...traffic, policies: policiesOf(view) },
    ...neighboursOf(view),
  };
}

/** The objects of a service with a selector for its Service, unless it has one. */
function withSelector(workloads: WorkloadsPlan, selector: Labels | undefined): WorkloadsPlan {
  const { service } = workloads;
  if (selector === undefined || service.spec.selector !== undefined) return workloads;
  return { ...workloads, service: settled({ ...service, spec: { ...service.spec, selector } }) };
}

/** Who calls the service here, and which clusters calls come from and go to. */
function neighboursOf(view: ServiceView): Pick<ServicePlan, 'callers' | 'exposed' | 'remotes'> {
  const remotes = new Set(view.destinations.flatMap((destination) => destination.remotes));
  const isDeclared = view.callers.length > 0 || !view.called;
  return {
    callers: isDeclared ? view.callers : undefined,
    exposed: view.exposed,
    remotes: [...remotes].sort((one, other) => compareNames(one.name, other.name)),
  };
}

function planTraffic(view: ServiceView, crossing: Crossing): TrafficPlan {
  const { service, destinations } = view;
  const { name, namespace } = service;
  const { dialect } = crossing;
  const exported = toCallers(view);
  const remote = destinations.filter(isRemote);
  const access = remote.length === 0 ? undefined : crossing.remoteAccess?.(view, remote);
  const local = crossing.localRule(view);
  return {
    serviceEntry:
      access &&
      dialect.istio('ServiceEntry', `${name}-${namespace}`, namespace, { ...access.serviceEntry, ...exported }),
    workloadEntries: (access?.workloadEntries ?? []).map((entry) =>
      dialect.istio('WorkloadEntry', entry.name, namespace, entry.spec),
    ),
    globalDestinationRule:
      access && dialect.istio('DestinationRule', `${name}-global`, namespace, { ...access.rule, ...exported }),
    ownHosts: (access?.ownHosts ?? []).map((own) => ({
      serviceEntry: dialect.istio('ServiceEntry', `${name}-${own.name}-${namespace}`, namespace, {
        ...own.serviceEntry,
        ...exported,
      }),
      destinationRule: dialect.istio('DestinationRule', `${name}-${own.name}-global`, namespace, {
        ...own.rule,
        ...exported,
      }),
    })),
    localDestinationRule:
      local && dialect.istio('DestinationRule', name, namespace, { ...local, ...toCallersAndGateway(view) }),
    ...virtualServices(view, (destination) => crossing.destination(service, destination), dialect),
  };
}
