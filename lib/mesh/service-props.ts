/**
 * What is said about a service when it is added to a mesh.
 * @module
 */
import type { Cluster } from './cluster';
import type { Distribution } from './distribution';
import type { ServicePorts } from './ports';
import type { TrafficPolicy } from './traffic/service-policies';
import type { ExistingWorkloads, GeneratedWorkloads } from './workloads';

/** Options of `Mesh.addService`: `port` for one HTTP port, or `ports`. */
export type MeshServiceProps<V extends string> = MeshServiceBaseProps<V> &
  ServicePorts &
  (GeneratedWorkloads | ExistingWorkloads);

/** What services have in common, whoever makes their workloads, and whatever their ports. */
export interface MeshServiceBaseProps<V extends string> {
  /**
   * Each version, at least one, and the clusters that run it, at least one (MC007), each once (MC005), as values of the same mesh
   * (MC009). Versions become subsets and labels, so their names are DNS labels (MC001, MC002).
   */
  readonly versions: Readonly<Record<V, readonly [Cluster, ...Cluster[]]>>;
  /**
   * Its namespace, a DNS label (MC001, MC002), the same in every cluster.
   * @default 'default'
   */
  readonly namespace?: string;
  /**
   * How callers of any version treat connections, and how they choose among Pods (MC113). EndpointDiscovery has no
   * outlierDetection (MC096).
   * @default - as Istio does
   */
  readonly trafficPolicy?: TrafficPolicy;
  /**
   * The same for one version (MC008, MC113). Each of connectionPool, loadBalancer and outlierDetection that it has replaces the
   * service's, as in a subset of Istio.
   * @default - the trafficPolicy of the service
   */
  readonly versionPolicies?: Readonly<Partial<Record<NoInfer<V>, TrafficPolicy>>>;
  /**
   * Which of several clusters serve a version that runs in all of them (MC009, MC091); only for versions that do (MC092).
   * @default 'spread'
   */
  readonly distribution?: Distribution;
}

/** Options of `MeshService.calls`. */
export interface CallOptions<V extends string> {
  /**
   * The versions of the caller that call, at least one (MC008).
   * @default - all of them
   */
  readonly from?: readonly [V, ...V[]];
}
