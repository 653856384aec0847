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
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
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

/**
 * The service that a Pod or a WorkloadEntry serves across clusters. Only ServiceEntries select by it. A WorkloadEntry must not
 * have a label that a Service selects by. Otherwise, the Service would send local traffic out of the cluster.
 */
export const MULTICLUSTER_SERVICE = 'istio-multicluster/service';

/** Labels the endpoints and Pods of the first n minus `rank` of n clusters in an order. */
export function rankLabel(rank: number): string {
  return `istio-multicluster/rank-${rank}`;
}
