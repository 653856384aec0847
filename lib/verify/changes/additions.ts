/**
 * The labels and annotations that objects of the plan have beyond those of the plan.
 * @module
 */
import type { Labels, Resource } from '../../istio';
import { fields, labels, type ManifestObject } from '../../manifests';

/** Labels and annotations that the plan does not have. */
export interface Additions {
  readonly labels: readonly (readonly [string, string])[];
  readonly annotations: readonly (readonly [string, string])[];
}

/** For what nobody can change, what it has beyond an object of a plan. Clusters share both. */
const known = new WeakMap<object, Additions & { readonly resource: Resource; readonly ofPods: boolean }>();

/**
 * What an object, or its Pods, have beyond the plan. If an object has a planned label with another value, that is a change (MC139).
 */
export function additionsOf(resource: Resource, { json }: ManifestObject, ofPods: boolean): Additions {
  const before = known.get(json);
  if (before?.resource === resource && before.ofPods === ofPods) return before;
  const metadata = ofPods ? podMetadata(json) : fields(json['metadata']);
  const added = {
    labels: Object.entries(unplanned(resource, ofPods, labels(metadata['labels']))),
    annotations: Object.entries(labels(metadata['annotations'])),
  };
  if (Object.isFrozen(json)) known.set(json, { ...added, resource, ofPods });
  return added;
}

function unplanned(resource: Resource, ofPods: boolean, given: Labels): Labels {
  const spec = fields(fields({ ...resource })['spec']);
  const planned = ofPods ? labels(podMetadata({ spec })['labels']) : { ...resource.metadata.labels };
  const endpoint = labels(spec['labels']);
  return Object.fromEntries(
    Object.entries(given).filter(([key, value]) => !(key in planned) && endpoint[key] !== value),
  );
}

function podMetadata(json: object): ReturnType<typeof fields> {
  return fields(fields(fields(fields(json)['spec'])['template'])['metadata']);
}
