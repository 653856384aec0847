/**
 * Why a service or a subset has no endpoints.
 * @module
 */
import { hasLabels, type Labels } from '../../istio';
import { type Cause, failed, type NoHost } from '../failure';
import type { End, Flow } from '../flow';
import type { Port, Service } from '../model/service';
import { withoutPods } from '../model/without-pods';
import type { Workload } from '../model/workload';
import type { Site } from '../site';
import type { Target } from './target';

/**
 * A service or a subset without endpoints.
 *
 * @param flag what tells whether the proxy has a cluster for it
 * @param isPassing whether an east-west gateway passes the connections through: then endpoints count only if they have mutual TLS
 */
export function noEndpoint(target: Target, site: Site, flow: Flow, flag: NoHost, isPassing = false): End {
  const { service, port, subset } = target;
  const unselected = subset === undefined ? withoutSelector(service, port, site) : undefined;
  const { reason, fix } = unselected ?? unserved(target, site, isPassing);
  return failed(flow, flag, { reason, fix: `${fix}${elsewhere(service, site)}` });
}

/** What to do if only Pods of a cluster that Istio does not read serve a service. */
function elsewhere(service: Service, { endpoints }: Site): string {
  const far = endpoints.unreadServer(service);
  if (far === undefined) return '';
  return ` If clusters discover each other's endpoints, use --connected, or isConnected in tests: ${far.name} of cluster ${far.cluster} may serve it.`;
}

/** Why nothing serves a service or a subset. */
function unserved({ service, port, subset }: Target, { cluster }: Site, isPassing: boolean): Cause {
  const { host, namespace, selector = {} } = service;
  const what = `${subset === undefined ? host : `Subset ${subset.name} of ${host}`} has no endpoints in cluster ${cluster.name}`;
  const wanted = { ...selector, ...subset?.labels };
  const fix = 'Run a workload with these labels and this port there, or send requests to a cluster that runs one.';
  if (Object.keys(wanted).length === 0) return { reason: `${what}.`, fix };
  const selected = service.selector === undefined ? [] : cluster.workloadsByLabels.find(namespace, service.selector);
  if (subset !== undefined && service.selector !== undefined && selected.length === 0)
    return {
      reason: `${what}: no workload has the labels ${listed(selector)}, by which ${service.object.id} selects.`,
      fix: 'Correct the selector, or run a workload with these labels there.',
    };
  const matching = selected.filter(({ labels }) => hasLabels(labels, subset?.labels ?? {}));
  const idle = idleOf(matching, isPassing);
  if (idle !== undefined) return { reason: `${what}: ${idle.reason}`, fix: idle.fix };
  const place = port.name === '' ? port.number : `"${port.name}"`;
  return { reason: `${what}: nothing that runs has the labels ${listed(wanted)} and the port ${place}.`, fix };
}

/** Why workloads with the right labels do not serve; undefined if their labels are not all that is wanted. */
function idleOf(workloads: readonly Workload[], isPassing: boolean): Cause | undefined {
  const [first] = workloads;
  if (first === undefined) return undefined;
  const { name } = first;
  const why = withoutPods(first.object);
  if (why !== undefined && workloads.every(({ replicas }) => replicas === 0))
    return {
      reason: `${name} ${why}.`,
      fix: 'Run a workload that stays, or send requests to a cluster that runs one.',
    };
  if (workloads.every(({ replicas }) => replicas === 0))
    return { reason: `${name} has 0 replicas.`, fix: `Scale ${name} up, or send requests to a cluster that runs it.` };
  if (workloads.every(({ ready }) => ready === 0))
    return { reason: `no Pod of ${name} is ready.`, fix: `Look at what keeps the Pods of ${name} from being ready.` };
  if (isPassing && workloads.every(({ hasProxy }) => !hasProxy))
    return {
      reason: `${name} has no sidecar, and the gateway passes only mutual TLS of Istio on.`,
      fix: `Give ${name} a sidecar.`,
    };
  return undefined;
}

function listed(labels: Labels): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
}

/** Why a Service that selects nothing has no endpoints at a port; undefined for other services. */
function withoutSelector(service: Service, { name, number }: Port, { cluster }: Site): Cause | undefined {
  const { host, object, isOfKubernetes, selector } = service;
  if (!isOfKubernetes || selector !== undefined) return undefined;
  const { objects, endpoints } = cluster.slicesOf(service);
  const [first] = objects;
  if (first === undefined) {
    const reason = `${host} has no endpoints in cluster ${cluster.name}: it selects no Pods, and no EndpointSlice is for it.`;
    return {
      reason,
      fix: `Give it a selector, or an EndpointSlice with the label kubernetes.io/service-name: ${object.name}.`,
    };
  }
  if (!endpoints.some(({ isReady }) => isReady)) {
    const reason = `${first.id} of cluster ${cluster.name} has no IP address that is ready. Istio does not resolve names in it.`;
    return { reason, fix: 'List addresses that are ready, or use a ServiceEntry for a name.' };
  }
  const port = name === '' ? `without a name, as port ${number} of the Service` : `"${name}", as the Service`;
  const reason = `${first.id} of cluster ${cluster.name} has no port ${port} has.`;
  return { reason, fix: 'Give the ports of both the same names.' };
}
