/**
 * Labels that connect Pods, endpoints and subsets.
 * @module
 */

/** The labels of an object or of a selector. */
export type Labels = Readonly<Record<string, string>>;

/** Selects the Pods of a namespace that an Istio object applies to: Pods with all these labels. */
export interface WorkloadSelector {
  readonly matchLabels?: Labels;
}

/** Whether `labels` include all of `wanted`, with the same values. */
export function hasLabels(labels: Labels, wanted: Labels): boolean {
  return Object.keys(wanted).every((key) => labels[key] === wanted[key]);
}

/** The service that a Pod belongs to. Services select by it. */
export const APP = 'app';

/** The version that a Pod or an endpoint serves. Subsets select by it. */
export const VERSION = 'version';

/**
 * The cluster behind an endpoint. On endpoints of a ServiceEntry, Istio overwrites its own `topology.istio.io/cluster` with the
 * caller's cluster.
 */
export const CLUSTER = 'cluster';

/** The cluster of a discovered endpoint, as Istio labels it. */
export const TOPOLOGY_CLUSTER = 'topology.istio.io/cluster';

/** The label of networks, and of what is in one. */
export const TOPOLOGY_NETWORK = 'topology.istio.io/network';

/** The value of labels whose keys say it all. Selectors need a value. */
export const MARKED = 'true';

/**
 * The label of the Pods and the WorkloadEntries of a service: `service.istio-multicluster/cart: "true"`. Each service has a key
 * of its own, so that Pods can belong to several services. Selectors act within a namespace, in which the name of a service is
 * unique. Only ServiceEntries and policies select by it. A WorkloadEntry must not have a label that a Service selects by.
 * Otherwise, the Service would send local traffic out of the cluster.
 */
export function serviceLabel(service: string): Labels {
  return { [`service.istio-multicluster/${service}`]: MARKED };
}

/**
 * The label of every VirtualService. A proxy that knows a route before the destination answers with 503, so kubectl can apply
 * everything else first, with `-l '!istio-multicluster/route'`.
 */
export const ROUTE: Labels = { 'istio-multicluster/route': MARKED };

/** The key of the label of the endpoints and Pods of a service in the first n minus `rank` of n clusters in its order. */
export function rankLabel(service: string, rank: number): string {
  return `rank-${rank}.istio-multicluster/${service}`;
}
