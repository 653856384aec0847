/**
 * What is said of a service when it is added to a mesh.
 * @module
 */
import type { Cluster } from './cluster';
import type { Distribution } from './distribution';
import type { ServicePorts } from './ports';
import type { TrafficPolicy } from './traffic/policies';
import type { ExistingWorkloads, GeneratedWorkloads } from './workloads';

/** Options of `Mesh.addService`: `port` for an only HTTP port, or `ports`. */
export type MeshServiceProps<V extends string> = MeshServiceBaseProps<V> &
  ServicePorts &
  (GeneratedWorkloads | ExistingWorkloads);

/** What services have in common, whoever makes their workloads, and whatever their ports. */
export interface MeshServiceBaseProps<V extends string> {
  /**
   * Each version and the clusters that run it. Versions become subsets and labels: DNS labels, at most 63 characters.
   */
  readonly versions: Readonly<Record<V, readonly [Cluster, ...Cluster[]]>>;
  /**
   * Its namespace, the same in every cluster.
   * @default 'default'
   */
  readonly namespace?: string;
  /**
   * How callers of any version treat connections, and choose among Pods.
   * @default - as Istio does
   */
  readonly trafficPolicy?: TrafficPolicy;
  /**
   * The same for one version (MC008): each of connectionPool, loadBalancer and outlierDetection that it has is taken in place
   * of the service's, as a subset's is in Istio.
   * @default - the trafficPolicy of the service
   */
  readonly versionPolicies?: Readonly<Partial<Record<NoInfer<V>, TrafficPolicy>>>;
  /**
   * Which of several clusters serve a version that runs in them all; only for versions that do (MC092).
   * @default 'spread'
   */
  readonly distribution?: Distribution;
}

/** Options of `MeshService.calls`. */
export interface CallOptions<V extends string> {
  /**
   * The versions of the caller that call.
   * @default - all of them
   */
  readonly from?: readonly [V, ...V[]];
}
