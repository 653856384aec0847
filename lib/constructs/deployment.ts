/**
 * What users say of the Deployments of a service.
 * @module
 */
import type { k8s } from 'cdk8s-plus-27';
import type { Labels } from '../istio';
import type { IMeshService } from '../mesh';

/**
 * A type of cdk8s-plus, with text or a number in place of its unions Quantity and IntOrString. The unions are accepted too.
 *
 * @example
 * const resources: Plain<k8s.ResourceRequirements> = { requests: { cpu: '100m', memory: '64Mi' } };
 */
export type Plain<T> = T extends readonly (infer I)[]
  ? readonly Plain<I>[]
  : T extends object
    ? keyof T extends 'value'
      ? T | string | number
      : { readonly [K in keyof T]: Plain<T[K]> }
    : T;

/**
 * A container of Kubernetes. It has an image (MC168), and no port of the sidecar (MC155). Quantities (MC181) may be text or
 * numbers.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container
 */
export type PodContainer = Plain<k8s.Container>;

/** Makes the container for the Pods of a version. Its ports should include the `targetPort` of each port of the service. */
export type ContainerOf = (service: IMeshService, version: string) => PodContainer;

/**
 * The Deployment of a version, without what the library writes: its name, its selector, the labels by which the mesh finds Pods,
 * and their ServiceAccount.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/deployment-v1/
 */
export interface VersionDeployment {
  /**
   * The containers of the Pods, at least one. Each has a name and an image, and their names differ (MC168). What they request
   * and their limits are quantities (MC181). Their ports are not ports of the sidecar (MC155), and should include the
   * `targetPort` of each port of the service.
   */
  readonly containers: readonly PodContainer[];
  /**
   * The number of Pods: an integer of at least 0 (MC170).
   * @default - not written. Kubernetes then starts one Pod, and leaves the number to an autoscaler
   */
  readonly replicas?: number;
  /**
   * More labels for the Pods. They do not change where the mesh finds the Pods (MC169). Pods that an existing Service selects
   * too need the `podLabels` that the plan of that service lists.
   * @default - only the labels that the library writes
   */
  readonly podLabels?: Labels;
  /**
   * Annotations for the Pods. The Pods keep their proxy, and the ports of the service go through it (MC169).
   * @default - none
   * @see https://istio.io/latest/docs/reference/config/annotations/
   */
  readonly podAnnotations?: Labels;
  /**
   * The rest of the spec of the Pods: volumes, securityContext, affinity, initContainers (MC168), and so on. The ServiceAccount
   * comes from the description, and Pods in the network of their node have no proxy (MC169).
   * @default - only what Kubernetes defaults to
   */
  readonly podSpec?: Omit<Plain<k8s.PodSpec>, 'containers' | 'serviceAccount' | 'serviceAccountName' | 'hostNetwork'>;
  /**
   * How Pods are replaced. Only the type RollingUpdate has `rollingUpdate` (MC182).
   * @default - RollingUpdate, with 25% more and 25% fewer Pods
   */
  readonly strategy?: Plain<k8s.DeploymentStrategy>;
  /**
   * The seconds for which a new Pod must be ready before it counts as available: an integer of at least 0 (MC170).
   * @default - Kubernetes': 0
   */
  readonly minReadySeconds?: number;
  /**
   * The seconds after which a rollout counts as failed: an integer of at least 0 (MC170).
   * @default - Kubernetes': 600
   */
  readonly progressDeadlineSeconds?: number;
  /**
   * The number of old ReplicaSets to keep for a rollback: an integer of at least 0 (MC170).
   * @default - Kubernetes': 10
   */
  readonly revisionHistoryLimit?: number;
}

/** Makes the Deployment of a version. */
export type DeploymentOf = (service: IMeshService, version: string) => VersionDeployment;
