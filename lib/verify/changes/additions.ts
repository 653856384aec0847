/**
 * The labels and annotations that objects of the plan have beyond those of the plan.
 * @module
 */
import { type Labels, type Resource, ROUTE } from '../../istio';
import { fields, labels, type ManifestObject } from '../../manifests';

/** Labels and annotations that the plan does not have. */
export interface Additions {
  readonly labels: readonly (readonly [string, string])[];
  readonly annotations: readonly (readonly [string, string])[];
}

/**
 * What an object, or its Pods, have beyond the plan and the labels that everything of its mesh has. If an object has a planned
 * label with another value, that is a change (MC139).
 */
export function additionsOf(
  resource: Resource,
  { json }: ManifestObject,
  { ofPods, common }: { readonly ofPods: boolean; readonly common: Labels },
): Additions {
  const metadata = ofPods ? podMetadata(json) : fields(json['metadata']);
  return {
    labels: Object.entries(unplanned(resource, ofPods, { ...common, ...ROUTE }, labels(metadata['labels']))),
    annotations: Object.entries(labels(metadata['annotations'])),
  };
}

function unplanned(resource: Resource, ofPods: boolean, common: Labels, given: Labels): Labels {
  const spec = fields(fields({ ...resource })['spec']);
  const planned = ofPods ? labels(podMetadata({ spec })['labels']) : { ...resource.metadata.labels };
  const endpoint = labels(spec['labels']);
  return Object.fromEntries(
    Object.entries(given).filter(
      ([key, value]) => !(key in planned) && endpoint[key] !== value && common[key] !== value,
    ),
  );
}

function podMetadata(json: object): ReturnType<typeof fields> {
  return fields(fields(fields(fields(json)['spec'])['template'])['metadata']);
}
