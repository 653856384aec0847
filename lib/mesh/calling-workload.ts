/**
 * A workload that calls services and has no ports itself, such as a worker or a CronJob.
 * @module
 */
import type { CallSite } from '../errors';
import type { Labels } from '../istio';
import type { Cluster } from './cluster';
import type { ExternalService } from './external-service';
import type { IMeshService } from './imesh-service';
import { PlacedCaller } from './placed-caller';
import type { ReadCallingWorkload } from './read-calling-workload';
import type { MeshState } from './state';

/** Options of `Mesh.addCaller`. */
export interface CallingWorkloadProps {
  /** The clusters that run it, at least one, each once (MC157), as values of the same mesh (MC009). */
  readonly clusters: readonly [Cluster, ...Cluster[]];
  /** The name of the ServiceAccount of its Pods, a DNS name (MC002, MC033). */
  readonly serviceAccountName: string;
  /**
   * Its namespace, a DNS label (MC001, MC002), the same in every cluster. Its Pods need a sidecar, so the Namespace is written
   * with the label for injection, as the Namespaces of services are. If they call what only sidecars reach, it is not a namespace
   * of Kubernetes, such as `kube-system`, in which Istio injects none (MC153). In `istio-system`, such Pods need the label
   * `sidecar.istio.io/inject: "true"` (MC142).
   * @default 'default'
   */
  readonly namespace?: string;
  /**
   * Labels that its Pods have (MC157). Conditions on `sourceLabels` are checked against them.
   * @default - unknown
   */
  readonly labels?: Labels;
}

/**
 * A workload that calls services and has no ports itself, such as a worker or a CronJob. The library does not write it.
 * `Mesh.addCaller` creates it.
 */
export class CallingWorkload extends PlacedCaller {
  /** Labels that its Pods have; undefined if they are unknown. */
  readonly labels: Labels | undefined;

  /** Only `Mesh.addCaller` creates workloads. @hidden */
  constructor(read: ReadCallingWorkload, state: MeshState, site: CallSite) {
    super(read, state, site);
    this.labels = read.labels;
  }

  /**
   * Declares that it sends requests to a service. The clusters that run it get what it needs to reach every version, as they do
   * for a call of a service.
   *
   * @param callee a service of the same mesh, or outside of it (MC009)
   * @example
   * reports.calls(cart);
   */
  override calls(callee: IMeshService | ExternalService): void {
    super.calls(callee);
  }
}
