/**
 * Objects of a plan that an app does not write, and the objects that stand in their place.
 * @module
 */
import type { ManifestObject } from '../manifests';
import type { ClusterObjects } from './cluster-objects';
import type { PlannedObjects } from './planned-objects';
import { textOf } from './same';

/** What an app does not write of its plan. */
export interface Missing {
  /** The identities of the objects that are not written. */
  readonly ids: ReadonlySet<string>;
  /** The objects in the place of some of them, with another name or namespace, by the identity that is missing. */
  readonly renamed: ReadonlyMap<string, ManifestObject>;
}

/** Finds objects in the place of missing ones: of the same construct and kind, or with the same kind and spec. */
export function renamedIn(
  planned: PlannedObjects,
  objects: ClusterObjects,
  missing: ReadonlySet<string>,
): ReadonlyMap<string, ManifestObject> {
  const renamed = new Map<string, ManifestObject>();
  if (missing.size === 0) return renamed;
  const strays = straysBy(planned, objects);
  if (strays.size === 0) return renamed;
  for (const group of planned.groups()) {
    const sibling = group.find((id) => !missing.has(id));
    const construct = constructOf(objects.byId().get(sibling ?? '')?.at);
    for (const id of group.filter((each) => missing.has(each))) {
      const { kind = '', ...rest } = planned.byId().get(id) ?? {};
      const stray =
        (construct === undefined ? undefined : strays.get(`${kind} ${construct}`)) ??
        ('spec' in rest ? strays.get(`${kind} ${textOf(rest.spec)}`) : undefined);
      if (stray !== undefined) renamed.set(id, stray);
    }
  }
  return renamed;
}

/** The objects of kinds that the plan has, but that it does not hold: by kind and construct, and by kind and spec. */
function straysBy(planned: PlannedObjects, { all }: ClusterObjects): ReadonlyMap<string, ManifestObject> {
  const kinds = new Set([...planned.byId().values()].map(({ kind }) => kind));
  const strays = all.filter(({ id, kind }) => kinds.has(kind) && !planned.byId().has(id));
  const byKey = new Map<string, ManifestObject>();
  for (const stray of strays) {
    const { kind, at, json } = stray;
    byKey.set(`${kind} ${constructOf(at) ?? ''}`, stray);
    if (json['spec'] !== undefined) byKey.set(`${kind} ${textOf(json['spec'])}`, stray);
  }
  return byKey;
}

/** The path of the construct that renders an object. */
function constructOf(at: string | undefined): string | undefined {
  return at?.replace(/\/[^/]*$/, '');
}
