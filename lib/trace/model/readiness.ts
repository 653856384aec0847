/**
 * How many Pods are ready, as the objects of a running cluster say. Others get no requests.
 * @see https://github.com/kubernetes/endpointslice/blob/v0.34.4/utils.go
 * @module
 */
import { fields, items, type ManifestObject, metadataOf } from '../../manifests';

/**
 * How many Pods of a workload are ready; undefined if the objects do not say, for example because nobody has applied them.
 *
 * @param object what creates the Pods
 * @param pods its Pods among the objects
 */
export function readyPods(object: ManifestObject, pods: readonly ManifestObject[]): number | undefined {
  const own = object.kind === 'Pod' ? undefined : byStatus(object);
  if (own !== undefined) return own;
  const known = pods.map(isReady);
  return known.every((each) => each === undefined) ? undefined : known.filter((each) => each !== false).length;
}

/** What a Deployment, a StatefulSet, a ReplicaSet or a DaemonSet says about its Pods. */
function byStatus({ json }: ManifestObject): number | undefined {
  const { replicas, readyReplicas, desiredNumberScheduled, numberReady } = fields(json['status']);
  if (typeof (replicas ?? desiredNumberScheduled) !== 'number') return undefined;
  const ready = readyReplicas ?? numberReady;
  return typeof ready === 'number' ? ready : 0;
}

/** Whether a Pod is ready; undefined if it does not say. */
function isReady(pod: ManifestObject): boolean | undefined {
  if (metadataOf(pod)['deletionTimestamp'] !== undefined) return false;
  const conditions = items(fields(pod.json['status'])['conditions']).map(fields);
  return conditions.length === 0
    ? undefined
    : conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
}
