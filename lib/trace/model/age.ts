/**
 * The order in which Istio takes objects that contend for something.
 * @module
 */
import { fields, type ManifestObject, text } from '../../manifests';

/**
 * Sorts objects as Istio does: the oldest first, then by name, then by namespace. An object without a creation time is not in a
 * cluster yet, and so comes after those that are.
 * @see https://github.com/istio/istio/blob/1.31.0/pkg/config/model.go
 */
export function byAge(objects: readonly ManifestObject[]): readonly ManifestObject[] {
  return sortedByAge(objects, (object) => object);
}

/** Sorts what objects say by the age of the objects. */
export function sortedByAge<T>(things: readonly T[], objectOf: (thing: T) => ManifestObject): readonly T[] {
  return things
    .map((thing) => ({ thing, object: objectOf(thing), created: createdAt(objectOf(thing)) }))
    .sort(
      (one, other) =>
        compare(one.created, other.created) ||
        compare(one.object.name, other.object.name) ||
        compare(one.object.namespace ?? '', other.object.namespace ?? ''),
    )
    .map(({ thing }) => thing);
}

/** When an object was created, as a text that sorts. */
export function createdAt({ json }: ManifestObject): string {
  const created = text(fields(json['metadata'])['creationTimestamp']) ?? '';
  return created === '' ? '~' : created;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
