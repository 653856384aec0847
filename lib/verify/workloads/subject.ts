/**
 * The subject of the checks: a service with existing workloads, and its objects in the app.
 * @module
 */
import type { Labels } from '../../istio';
import type { PodsObject, ServiceObject } from '../../manifests';
import type { Cluster } from '../../mesh';
import type { ServicePlan } from '../../plan';

/** A service with existing workloads: its plan for a cluster, and its objects in the app. */
export interface Subject {
  readonly cluster: Cluster;
  readonly plan: ServicePlan;
  /** Its Service. */
  readonly service: ServiceObject;
  /** The Pods that its Service selects. */
  readonly selected: readonly PodsObject[];
  /** The labels of the WorkloadEntries in its namespace, which stand for the gateways of other clusters. */
  readonly gateways: readonly Labels[];
}
