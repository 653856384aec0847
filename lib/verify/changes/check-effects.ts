/**
 * Checks the labels and annotations of objects of the plan: those that change what an object does must be planned.
 * @module
 */
import type { Finding } from '../../errors';
import { hasLabels } from '../../istio';
import { fields, labels, type ManifestObject } from '../../manifests';
import { makeFinding, titleOf } from '../finding';
import { VERIFY } from '../messages';
import type { Written } from '../written';
import { type Additions, additionsOf } from './additions';
import { type Effects, EFFECTS } from './effects';

/** Finds labels and annotations that change what an object of the plan does (MC141). */
export function checkEffects(written: Written): readonly Finding[] {
  return written.suspect.flatMap(({ resource, object }) => {
    const effects = EFFECTS.get(resource.kind);
    if (effects === undefined) return [];
    const selected = resource.kind === 'WorkloadEntry' ? checkSelected(written, object) : [];
    if (object.planned === resource) return selected;
    const added = additionsOf(resource, object, { ofPods: effects.ofPods === true, common: written.plan.labels });
    return [
      ...checkKeys(written, object, 'label', added.labels, effects.label),
      ...checkKeys(written, object, 'annotation', added.annotations, effects.annotation),
      ...selected,
    ];
  });
}

function checkKeys(
  written: Written,
  object: ManifestObject,
  what: 'label' | 'annotation',
  given: Additions['labels'],
  effectOf: Effects['label'],
): readonly Finding[] {
  const { cluster } = written;
  return given.flatMap(([key, value]) => {
    const effect = effectOf?.(key, value, written.planned.podLabels);
    if (effect === undefined) return [];
    const text = `${titleOf(object, cluster)} must not have the ${what} "${key}: ${value}", because ${effect}.`;
    return [makeFinding(VERIFY.MC141, { what: text, got: value }, object, cluster)];
  });
}

/** Finds the Service that selects a WorkloadEntry by a label that was added to it. */
function checkSelected({ objects, cluster }: Written, entry: ManifestObject): readonly Finding[] {
  const added = labels(fields(entry.json['metadata'])['labels']);
  if (!Object.keys(added).some(objects.isSelected)) return [];
  const own = labels(fields(entry.json['spec'])['labels']);
  const all = { ...own, ...added };
  const near = Object.entries(all).flatMap(([key, value]) => objects.selecting(entry.namespace, key, value));
  const service = near.find(({ selector }) => hasLabels(all, selector) && !hasLabels(own, selector));
  if (service === undefined) return [];
  const text = `${titleOf(entry, cluster)} must not have the labels by which ${service.id} selects Pods, because the Service would send local requests to other clusters.`;
  return [makeFinding(VERIFY.MC141, { what: text, got: added }, entry, cluster)];
}
