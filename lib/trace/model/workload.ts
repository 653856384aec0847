/**
 * What serves and sends requests: Pods, by the objects that create them.
 * @module
 */
import type { Labels } from '../../istio';
import { fields, items, type ManifestObject, once, podsIn, type PodsObject, type ServiceObject } from '../../manifests';
import { type Injection, isGateway } from './injection';

/** The Pods of one object. */
export interface Workload {
  /** The object that creates them. */
  readonly object: ManifestObject;
  readonly cluster: string;
  /** The name of the object: `reviews-v1`. */
  readonly name: string;
  readonly namespace: string;
  /** The labels of the Pods. */
  readonly labels: Labels;
  readonly serviceAccountName: string;
  /** How many Pods there are. */
  readonly replicas: number;
  /** Whether they have a sidecar, or are gateways. */
  readonly hasProxy: boolean;
  /** Whether they are gateways: Istio's own, or others that a Gateway selects. */
  readonly isGateway: boolean;
  /** Whether they are taken to be there, because manifests have a Service for a gateway that Istio's installation brings. */
  readonly isAssumed: boolean;
  /** The numbers of container ports by name. */
  readonly ports: ReadonlyMap<string, number>;
  /** Where the Pods run: `region/zone/subzone`. Empty if the manifests do not tell. */
  readonly locality: string;
  /** The network of the Pods. Empty if the manifests name none. */
  readonly network: string;
}

/** What holds for all Pods of a cluster. */
export interface Surroundings {
  readonly cluster: string;
  readonly injection: Injection;
  readonly locality: string;
  readonly network: string;
  /** Whether a Gateway selects Pods with some labels. */
  readonly isSelected: (labels: Labels) => boolean;
}

/** Finds the workloads among objects. Objects with an owner are its Pods, and do not count again. */
export function workloadsIn(objects: readonly ManifestObject[], surroundings: Surroundings): readonly Workload[] {
  return podsIn(objects)
    .filter(({ json }) => items(fields(json['metadata'])['ownerReferences']).length === 0)
    .map((pods) => workloadOf(pods, surroundings));
}

/** The gateways that Services of Istio's installation select, but whose Pods the manifests lack. */
export function assumedGateways(
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
        serviceAccountName: `${name}-service-account`,
        replicas: 1,
        hasProxy: true,
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
  return {
    object: pods,
    cluster,
    name: pods.name,
    namespace: pods.namespace ?? '',
    labels: pods.podLabels,
    serviceAccountName: pods.serviceAccountName,
    replicas,
    hasProxy: injection.isInjected(pods),
    isGateway: isGateway(pods.podLabels, pods.podAnnotations) || isSelected(pods.podLabels),
    isAssumed: false,
    ports,
    locality: ownLocality === '' ? locality : ownLocality,
    network: pods.podLabels['topology.istio.io/network'] ?? network,
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

/** Istio writes the locality of a Node in three parts, even if some are empty, and tells `region/zone/` from `region/zone`. */
export function localityOfNodes(locality: string): string {
  const [region = '', zone = '', subzone = ''] = locality.split('/');
  return locality === '' ? '' : [region, zone, subzone].join('/');
}

function replicasOf({ json }: ManifestObject): number {
  const { replicas } = fields(json['spec']);
  const { phase, conditions } = fields(json['status']);
  // Pods that have ended, and Jobs
  const hasEnded = items(conditions)
    .map(fields)
    .some(({ type, status }) => (type === 'Complete' || type === 'Failed') && status === 'True');
  if (hasEnded || phase === 'Succeeded' || phase === 'Failed') return 0;
  return typeof replicas === 'number' ? replicas : 1;
}

/** The identity of Pods as policies write it, with the trust domain of their cluster: `cluster.local/ns/shop/sa/cart`. */
export function principalIn(
  trustDomain: string,
  { namespace, serviceAccountName }: Pick<Workload, 'namespace' | 'serviceAccountName'>,
): string {
  return `${trustDomain}/ns/${namespace}/sa/${serviceAccountName}`;
}
