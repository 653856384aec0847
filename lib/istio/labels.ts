/**
 * Labels that tie Pods, endpoints and subsets together.
 * @module
 */

/** The labels of an object, or those that a selector asks for. */
export type Labels = Readonly<Record<string, string>>;

/** Which Pods of a namespace an Istio object is for: those that have all these labels. */
export interface WorkloadSelector {
  readonly matchLabels?: Labels;
}

/** Whether `labels` include all of `wanted`, with the same values. */
export function hasLabels(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

/** The service that a Pod belongs to; Services select by it. */
export const APP = 'app';

/** The version that a Pod or an endpoint serves; subsets select by it. */
export const VERSION = 'version';

/** The cluster behind an endpoint. Istio overwrites its own `topology.istio.io/cluster` there with the caller's. */
export const CLUSTER = 'cluster';

/** The cluster of a discovered endpoint, as Istio labels it. */
export const TOPOLOGY_CLUSTER = 'topology.istio.io/cluster';

/**
 * The service that a Pod or a WorkloadEntry serves across clusters; only ServiceEntries select by it. A WorkloadEntry
 * must carry no label that a Service selects by, or the Service would send local traffic out of the cluster.
 */
export const MULTICLUSTER_SERVICE = 'istio-multicluster/service';

/** Says of an endpoint or a Pod that, of n clusters in an order, its cluster is among the first n minus `rank`. */
export function rankLabel(rank: number): string {
  return `istio-multicluster/rank-${rank}`;
}
