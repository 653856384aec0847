/**
 * Options of services and calls.
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

/** Options of every service. */
export interface MeshServiceBaseProps<V extends string> {
  /**
   * The clusters of each version. There is at least one version, and each has at least one cluster (MC007), each once (MC005),
   * as a value of the same mesh (MC009).
   *
   * A version is the value of the label `version`, such as `v2`, `1.0.6` or `2024-01-01` (MC002, MC165). Its subset and its
   * Deployment are named after it in lower case and with "-" for other characters: `1-0-6`. No two versions of a service may
   * get the same name in this way (MC166).
   */
  readonly versions: Readonly<Record<V, readonly Cluster[]>>;
  /**
   * Its namespace, a DNS label (MC001, MC002), the same in every cluster. If its Pods need a sidecar, it is not a namespace of
   * Kubernetes, such as `kube-system`, in which Istio injects none (MC153). The Namespace `istio-system` is never labelled for
   * injection. Pods there that need a sidecar have the label `sidecar.istio.io/inject: "true"`, or that of a revision. Generated
   * Pods have it, and existing Pods need it (MC142). Under leastPrivilege, no service is in `istio-system` (MC191).
   * @default 'default'
   */
  readonly namespace?: string;
  /**
   * How callers of any version treat connections and choose among Pods (MC113). EndpointDiscovery does not allow
   * outlierDetection (MC096).
   * @default - Istio's defaults
   */
  readonly trafficPolicy?: TrafficPolicy;
  /**
   * Traffic policies of single versions (MC008, MC113). The connectionPool, loadBalancer and outlierDetection of a version each
   * replace those of the service, as in an Istio subset.
   * @default - the trafficPolicy of the service
   */
  readonly versionPolicies?: Readonly<Partial<Record<NoInfer<V>, TrafficPolicy>>>;
  /**
   * How requests are distributed over the clusters that run a version (MC009, MC091). Failover needs a version that runs in
   * several clusters (MC092).
   * @default 'local'
   */
  readonly distribution?: Distribution;
}

/** Options of `MeshService.calls`. */
export interface CallOptions<V extends string> {
  /**
   * The versions of the caller that make the call, at least one (MC008).
   * @default - all of them
   */
  readonly from?: readonly V[];
}
