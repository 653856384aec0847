/**
 * Finds the endpoints of a host in a cluster, from manifests alone.
 * @module
 */
import { type Labels, TOPOLOGY_CLUSTER, type WorkloadEntrySpec } from '../../../lib/istio';
import { type Clusters, objects, podsWith, selectedEntries, selects, serviceOf, type Written } from '../clusters';

/** One endpoint of a host. */
export interface Endpoint {
  /** The cluster that it leads to; undefined if no gateway listens at its address and port. */
  readonly cluster: string | undefined;
  readonly labels: Labels;
  /** The service account of its Pods. */
  readonly account: string | undefined;
}

/** The ServiceEntries of a host: one, or none if the host belongs to a Service. */
export function entriesOf(clusters: Clusters, cluster: string, host: string): readonly Written<'ServiceEntry'>[] {
  return objects(clusters, cluster, 'ServiceEntry').filter(({ spec }) => spec.hosts.includes(host));
}

/** Whether a host is known in a cluster. */
export function isHost(clusters: Clusters, cluster: string, host: string): boolean {
  return entriesOf(clusters, cluster, host).length > 0 || serviceOf(clusters, cluster, host) !== undefined;
}

/** The endpoints of a host with given labels, as proxies in a cluster see them. */
export function endpointsOf(
  clusters: Clusters,
  cluster: string,
  host: string,
  labels: Labels = {},
): readonly Endpoint[] {
  const entries = entriesOf(clusters, cluster, host);
  const all =
    entries.length > 0
      ? entries.flatMap((entry) => [...addresses(clusters, cluster, entry), ...localPods(clusters, cluster, entry)])
      : [...clusters.manifests.keys()]
          .filter((other) => other === cluster || clusters.areDiscovered)
          .flatMap((other) => servicePods(clusters, other, host));
  return all.filter((endpoint) => selects(labels, endpoint.labels));
}

/** The Pods that the Service of a host selects in a cluster. */
export function servicePods(clusters: Clusters, cluster: string, host: string): readonly Endpoint[] {
  const service = serviceOf(clusters, cluster, host);
  const selector = service?.spec.selector;
  return selector === undefined ? [] : podsIn(clusters, cluster, service?.metadata.namespace, selector);
}

function localPods(
  clusters: Clusters,
  cluster: string,
  { metadata, spec: { workloadSelector } }: Written<'ServiceEntry'>,
): readonly Endpoint[] {
  return workloadSelector === undefined ? [] : podsIn(clusters, cluster, metadata.namespace, workloadSelector.labels);
}

function podsIn(
  clusters: Clusters,
  cluster: string,
  namespace: string | undefined,
  selector: Labels | undefined,
): readonly Endpoint[] {
  return podsWith(clusters, cluster, namespace, selector).map(({ metadata, spec }) => ({
    cluster,
    labels: { ...metadata.labels, [TOPOLOGY_CLUSTER]: cluster },
    account: spec.serviceAccountName,
  }));
}

/** The endpoints that a ServiceEntry lists, or that it selects as WorkloadEntries. */
function addresses(clusters: Clusters, cluster: string, entry: Written<'ServiceEntry'>): readonly Endpoint[] {
  const selected = selectedEntries(clusters, cluster, entry).map(({ spec }) => spec);
  return [...(entry.spec.endpoints ?? []), ...selected].map((endpoint) => ({
    cluster: clusterBehind(clusters, endpoint, entry),
    labels: endpoint.labels ?? {},
    account: endpoint.serviceAccount,
  }));
}

/** The cluster whose gateway listens at an address for every port of the host; undefined if there is no such cluster. */
function clusterBehind(
  { gateways }: Clusters,
  { address = '', ports = {} }: WorkloadEntrySpec,
  { spec: { ports: called = [] } }: Written<'ServiceEntry'>,
): string | undefined {
  const [found, ...others] = new Set(called.map(({ name }) => gateways.get(`${address}:${ports[name] ?? 0}`)));
  return others.length > 0 ? undefined : found;
}
