/**
 * What serves and sends requests: Pods, by the objects that create them.
 * @module
 */
import type { Labels } from '../../istio';
import type { ManifestObject } from '../../manifests';

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
  /** The annotations of the Pods, which decide what their sidecar captures. */
  readonly annotations: Labels;
  readonly serviceAccountName: string;
  /** How many Pods there are. */
  readonly replicas: number;
  /** How many of them are ready. Nothing says so in manifests that nobody has applied: then all are. */
  readonly ready: number;
  /** Whether they have a sidecar, or are gateways. */
  readonly hasProxy: boolean;
  /** Whether Pods that are made from now on have one. Running Pods keep what they got. */
  readonly willHaveProxy: boolean;
  /** Whether they are gateways: Istio's own, or others that a Gateway selects. */
  readonly isGateway: boolean;
  /** Whether they are assumed to be there, because manifests have a Service for a gateway that Istio's installation brings. */
  readonly isAssumed: boolean;
  /** The numbers of container ports by name. */
  readonly ports: ReadonlyMap<string, number>;
  /** Where the Pods run: `region/zone/subzone`. Empty if the manifests do not tell. */
  readonly locality: string;
  /** The network of the Pods. Empty if the manifests name none. */
  readonly network: string;
}

/** Istio writes the locality of a Node in three parts, even if some are empty, and tells `region/zone/` from `region/zone`. */
export function localityOfNodes(locality: string): string {
  const [region = '', zone = '', subzone = ''] = locality.split('/');
  return locality === '' ? '' : [region, zone, subzone].join('/');
}

/** The identity of Pods as policies write it, with the trust domain of their cluster: `cluster.local/ns/shop/sa/cart`. */
export function principalIn(
  trustDomain: string,
  { namespace, serviceAccountName }: Pick<Workload, 'namespace' | 'serviceAccountName'>,
): string {
  return `${trustDomain}/ns/${namespace}/sa/${serviceAccountName}`;
}
