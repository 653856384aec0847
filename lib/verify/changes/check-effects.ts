/**
 * Checks the labels and annotations of objects of the plan: those that change what an object does must be planned.
 * @module
 */
import type { Finding } from '../../errors';
import { hasLabels } from '../../istio';
import { fields, labels, type ManifestObject, metadataOf } from '../../manifests';
import { makeFinding, titleOf } from '../finding';
import { VERIFY } from '../messages';
import type { Written } from '../written';
import { type Additions, additionsOf } from './additions';
import { type Effects, EFFECTS } from './effects';

/** Finds labels and annotations that change what an object of the plan does (MC141). */
export function checkEffects(written: Written): readonly Finding[] {
  const changed = written.changed.flatMap(({ resource, object }) => {
    const effects = EFFECTS.get(resource.kind);
    if (effects === undefined) return [];
    const added = additionsOf(resource, object, { ofPods: effects.ofPods === true, common: written.plan.labels });
    return [
      ...checkKeys(written, object, 'label', added.labels, effects.label),
      ...checkKeys(written, object, 'annotation', added.annotations, effects.annotation),
    ];
  });
  return [...changed, ...entriesIn(written).flatMap((each) => checkSelected(written, each))];
}

/** The WorkloadEntries of the plan that Services may select by mistake. Those of the plan do not, unless an entry has changed. */
function entriesIn({ own, changed, ownById, objects }: Written): readonly ManifestObject[] {
  if (own.some(({ kind }) => kind === 'Service'))
    return objects.ofKind('WorkloadEntry').filter(({ id }) => !ownById.has(id));
  return changed.map(({ object }) => object).filter(({ kind }) => kind === 'WorkloadEntry');
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
    const effect = effectOf?.(key, value, written.planned.podLabels());
    if (effect === undefined) return [];
    const text = `${titleOf(object, cluster)} must not have the ${what} "${key}: ${value}", because ${effect}.`;
    return [makeFinding(VERIFY.MC141, { what: text, got: value }, object, cluster)];
  });
}

/** Finds the Service that selects a WorkloadEntry by a label that was added to it. */
function checkSelected({ objects, cluster }: Written, entry: ManifestObject): readonly Finding[] {
  const metadata = metadataOf(entry);
  // there are very many entries, and hardly any Service selects by what is added to them
  if (!Object.keys(fields(metadata['labels'])).some(objects.isSelected)) return [];
  const added = labels(metadata['labels']);
  const own = labels(fields(entry.json['spec'])['labels']);
  const all = { ...own, ...added };
  const service = objects.selecting(entry.namespace, all).find(({ selector }) => !hasLabels(own, selector));
  if (service === undefined) return [];
  const text = `${titleOf(entry, cluster)} must not have the labels by which ${service.id} selects Pods, because the Service would send local requests to other clusters.`;
  return [makeFinding(VERIFY.MC141, { what: text, got: added }, entry, cluster)];
}
