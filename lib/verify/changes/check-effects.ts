/**
 * Checks the labels and annotations of objects of the plan: those that change what an object does must be planned.
 * @module
 */
import type { Finding } from '../../errors';
import { hasLabels, type Labels, type Resource } from '../../istio';
import { fields, labels, type ManifestObject } from '../../manifests';
import { makeFinding, titleOf } from '../finding';
import { VERIFY } from '../messages';
import type { Written } from '../written';
import { type Effects, EFFECTS } from './effects';

/** Finds labels and annotations that change what an object of the plan does (MC141). */
export function checkEffects(written: Written): readonly Finding[] {
  const { planned, objects } = written;
  return [...planned.byId].flatMap(([id, resource]) => {
    const object = objects.byId.get(id);
    const effects = EFFECTS.get(resource.kind);
    if (object === undefined || effects === undefined) return [];
    const metadata = effects.ofPods === true ? podMetadata(object.json) : fields(object.json['metadata']);
    return [
      ...checkKeys(written, object, 'label', unplanned(resource, effects, labels(metadata['labels'])), effects.label),
      ...checkKeys(written, object, 'annotation', labels(metadata['annotations']), effects.annotation),
      ...(resource.kind === 'WorkloadEntry' ? checkSelected(written, object) : []),
    ];
  });
}

function checkKeys(
  written: Written,
  object: ManifestObject,
  what: 'label' | 'annotation',
  given: Labels,
  effectOf: Effects['label'],
): readonly Finding[] {
  const { cluster } = written;
  return Object.entries(given).flatMap(([key, value]) => {
    const effect = effectOf?.(key, value, written.planned.podLabels);
    if (effect === undefined) return [];
    const text = `${titleOf(object, cluster)} must not have the ${what} "${key}: ${value}", because ${effect}.`;
    return [makeFinding(VERIFY.MC141, { what: text, got: value }, object, cluster)];
  });
}

/** Finds the Service that selects a WorkloadEntry by a label that was added to it. */
function checkSelected({ objects, cluster }: Written, entry: ManifestObject): readonly Finding[] {
  const added = labels(fields(entry.json['metadata'])['labels']);
  const own = labels(fields(entry.json['spec'])['labels']);
  const all = { ...own, ...added };
  const near = Object.entries(all).flatMap(([key, value]) => objects.selecting(entry.namespace, key, value));
  const service = near.find(({ selector }) => hasLabels(all, selector) && !hasLabels(own, selector));
  if (service === undefined) return [];
  const text = `${titleOf(entry, cluster)} must not have the labels by which ${service.id} selects Pods, because the Service would send local requests to other clusters.`;
  return [makeFinding(VERIFY.MC141, { what: text, got: added }, entry, cluster)];
}

/** The labels that the plan does not have. If an object has a planned label with another value, that is a change (MC139). */
function unplanned(resource: Resource, { ofPods }: Effects, given: Labels): Labels {
  const spec = fields(fields({ ...resource })['spec']);
  const planned = ofPods === true ? labels(podMetadata({ spec })['labels']) : { ...resource.metadata.labels };
  const endpoint = labels(spec['labels']);
  return Object.fromEntries(
    Object.entries(given).filter(([key, value]) => !(key in planned) && endpoint[key] !== value),
  );
}

function podMetadata(json: object): ReturnType<typeof fields> {
  return fields(fields(fields(fields(json)['spec'])['template'])['metadata']);
}
