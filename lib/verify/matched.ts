/**
 * Tells the objects that an app writes as planned from all others. They are very many, and need no check.
 * @module
 */
import { type Resource, resourceId } from '../istio';
import type { ManifestObject } from '../manifests';
import { type ClusterPlan, resourcesIn } from '../plan';
import type { ClusterObjects } from './cluster-objects';

/** What an app writes, and what it has to write. */
export interface Matched {
  /** The objects that the plan does not hold in this form. */
  readonly others: readonly ManifestObject[];
  /** The objects of the plan that are not written as they are, in its order. */
  readonly left: ReadonlySet<Resource>;
}

/** Finds the objects of a plan by what they are, because their identities are texts, which take longer. */
export function matched(plan: ClusterPlan, objects: readonly ManifestObject[]): Matched {
  const left = new Set(resourcesIn(plan));
  const others: ManifestObject[] = [];
  for (const object of objects) if (object.planned === undefined || !left.delete(object.planned)) others.push(object);
  return { others, left };
}

/** An object of the plan in the form in which it is written. */
export interface Kept {
  readonly resource: Resource;
  readonly object: ManifestObject;
}

/** What an app writes beside its plan, and in place of it. */
export interface Differences {
  /** The objects of users: those that the plan does not have. */
  readonly own: readonly ManifestObject[];
  /** The objects of the plan that are written in another form. */
  readonly changed: readonly Kept[];
  /** The identities of the objects of the plan that are not written. */
  readonly missing: ReadonlySet<string>;
  /** The objects that are the same as an earlier one, with the path of that. */
  readonly repeated: readonly { readonly object: ManifestObject; readonly before: string }[];
}

/** Compares by identity what does not match, and what is the same as that. */
export function differencesIn(objects: ClusterObjects, { others, left }: Matched): Differences {
  const resources = new Map([...left].map((each) => [resourceId(each), each]));
  const ids = new Set([...resources.keys(), ...others.map(({ id }) => id)]);
  // an identity starts with a kind
  const kinds = new Set([...left, ...others].map(({ kind }) => kind));
  const different = new Set(others);
  const firsts = new Map<string, ManifestObject>();
  const repeated: Differences['repeated'][number][] = [];
  for (const object of [...kinds].flatMap(objects.ofKind)) {
    if (!ids.has(object.id)) continue;
    const first = firsts.get(object.id);
    if (first === undefined) firsts.set(object.id, object);
    else repeated.push({ object, before: first.at });
    if (object.planned !== undefined && !different.has(object)) resources.set(object.id, object.planned);
  }
  const changed: Kept[] = [];
  const missing = new Set<string>();
  for (const [id, resource] of resources) {
    const object = firsts.get(id);
    if (object === undefined) missing.add(id);
    else if (object.planned !== resource) changed.push({ resource, object });
  }
  const own = others.filter(({ id }) => !resources.has(id));
  return { own, changed, missing, repeated };
}
