/**
 * Finds the workloads of a cluster, by the objects that create their Pods.
 * @module
 */
import { type Labels, selects, TOPOLOGY_NETWORK } from '../../istio';
import {
  fields,
  groupBy,
  items,
  type ManifestObject,
  once,
  podsIn,
  type PodsObject,
  type ServiceObject,
  servicesIn,
} from '../../manifests';
import type { Cluster } from './cluster';
import { isSelecting } from './gateways';
import { type Injection, isGateway } from './injection';
import type { Owners } from './owners';
import { readyPods } from './readiness';
import { sidecarsOf } from './running-sidecars';
import { withoutPods } from './without-pods';
import type { Workload } from './workload';

/**
 * The workloads of a cluster.
 *
 * @param services the objects of its Services
 */
export function workloadsOf(
  cluster: Cluster,
  services: readonly ManifestObject[],
  owners: Owners,
): readonly Workload[] {
  const { name, injection, network, locality, objects } = cluster;
  const isSelected = (labels: Labels): boolean => cluster.gatewaysFor(labels).some(isSelecting);
  const surroundings = { cluster: name, injection, locality, network, isSelected };
  // where Istio does not read, its root certificate is missing, without which a sidecar does not start
  const found = workloadsIn(objects, owners, surroundings).map((each) =>
    cluster.reads(each.namespace) || each.isGateway ? each : { ...each, hasProxy: false, willHaveProxy: false },
  );
  const isThere = (namespace: string, selector: Labels): boolean =>
    found.some((each) => each.namespace === namespace && selects(selector, each.labels));
  return [...found, ...assumedGateways(servicesIn(services), isThere, surroundings)];
}

/** What holds for all Pods of a cluster. */
interface Surroundings {
  readonly cluster: string;
  readonly injection: Injection;
  readonly locality: string;
  readonly network: string;
  /** Whether a Gateway selects Pods with some labels. */
  readonly isSelected: (labels: Labels) => boolean;
}

/** Finds the workloads among objects. What others of them own is their Pods, and does not count again. */
function workloadsIn(
  objects: readonly ManifestObject[],
  owners: Owners,
  surroundings: Surroundings,
): readonly Workload[] {
  const groups = groupBy(podsIn(objects), (each) => owners.topOf(each).json);
  return [...groups].flatMap(([top, group]) =>
    group.filter(({ json }) => json === top).map((pods) => withPods(workloadOf(pods, surroundings), group)),
  );
}

/** A workload with what its Pods among the objects show. */
function withPods(workload: Workload, group: readonly PodsObject[]): Workload {
  const pods = group.filter(({ kind }) => kind === 'Pod');
  return {
    ...workload,
    ready: readyPods(workload.object, pods) ?? workload.replicas,
    hasProxy: sidecarsOf(pods) ?? workload.hasProxy,
  };
}

/** The gateways that Services of Istio's installation select, but whose Pods the manifests lack. */
function assumedGateways(
  services: readonly ServiceObject[],
  isThere: (namespace: string, selector: Labels) => boolean,
  { cluster, locality, network }: Surroundings,
): readonly Workload[] {
  return services.flatMap((object) => {
    const { name, namespace = '', selector, ports } = object;
    if (!isGateway(selector) || isThere(namespace, selector)) return [];
    const named = ports.flatMap(({ port, targetPort }) =>
      typeof targetPort === 'string' ? [[targetPort, port] as const] : [],
    );
    return [
      {
        object,
        cluster,
        name,
        namespace,
        labels: selector,
        annotations: {},
        serviceAccountName: `${name}-service-account`,
        replicas: 1,
        ready: 1,
        hasProxy: true,
        willHaveProxy: true,
        isGateway: true,
        isAssumed: true,
        ports: new Map(named),
        locality,
        network,
      },
    ];
  });
}

function workloadOf(pods: PodsObject, surroundings: Surroundings): Workload {
  const { cluster, injection, locality, network, isSelected } = surroundings;
  const { replicas, ports, ownLocality } = factsOf(pods);
  const hasProxy = injection.isInjected(pods);
  return {
    object: pods,
    cluster,
    name: pods.name,
    namespace: pods.namespace ?? '',
    labels: pods.podLabels,
    annotations: pods.podAnnotations,
    serviceAccountName: pods.serviceAccountName,
    replicas,
    ready: replicas,
    hasProxy,
    willHaveProxy: hasProxy,
    isGateway: isGateway(pods.podLabels, pods.podAnnotations) || isSelected(pods.podLabels),
    isAssumed: false,
    ports,
    locality: ownLocality === '' ? locality : ownLocality,
    network: pods.podLabels[TOPOLOGY_NETWORK] ?? network,
  };
}

/** What Pods are in any cluster. */
const factsOf = once((pods: PodsObject) => {
  const [region, zone, subzone] = (pods.podLabels['istio-locality'] ?? '').split('.');
  return {
    replicas: replicasOf(pods),
    ports: new Map(
      [...pods.containerPorts].flatMap(([name, port]) => (typeof port === 'number' ? [[name, port]] : [])),
    ),
    ownLocality: [region, zone, subzone].filter((part) => part !== undefined && part !== '').join('/'),
  };
});

function replicasOf(object: ManifestObject): number {
  const { json } = object;
  if (withoutPods(object) !== undefined) return 0;
  const { replicas } = fields(json['spec']);
  const { phase, conditions } = fields(json['status']);
  // Pods that have ended, and Jobs
  const hasEnded = items(conditions)
    .map(fields)
    .some(({ type, status }) => (type === 'Complete' || type === 'Failed') && status === 'True');
  if (hasEnded || phase === 'Succeeded' || phase === 'Failed') return 0;
  return typeof replicas === 'number' ? replicas : 1;
}
