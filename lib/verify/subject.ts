/**
 * The subject of the checks: a service with existing workloads, and its objects in the app.
 * @module
 */
import { type Finding, finding, type IssueDetail, type Message } from '../errors';
import type { ManifestObject, PodsObject, ServiceObject } from '../manifests';
import type { Cluster } from '../mesh';
import type { ServicePlan } from '../plan';

/** A service with existing workloads: its plan for a cluster, and its objects in the app. */
export interface Subject {
  readonly cluster: Cluster;
  readonly plan: ServicePlan;
  /** Its Service. */
  readonly service: ServiceObject;
  /** The Pods that its Service selects. */
  readonly selected: readonly PodsObject[];
}

/** What messages call an object: `Service own/cart in cluster "west"`. */
export function titleOf({ id }: ManifestObject, { name }: Cluster): string {
  return `${id} in cluster "${name}"`;
}

/** Makes a finding about an object that is written into a cluster. */
export function makeFinding(
  message: Message,
  detail: IssueDetail,
  { id, at }: ManifestObject,
  { name }: Cluster,
): Finding {
  return finding(message, detail, { cluster: name, object: id, at });
}
