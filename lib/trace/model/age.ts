/**
 * The order in which Istio takes objects that contend for something.
 * @module
 */
import { type ManifestObject, metadataOf, text } from '../../manifests';

/**
 * Sorts objects as Istio does: the oldest first, then by name, then by namespace. An object without a creation time is not in a
 * cluster yet, and so comes after those that are.
 * @see https://github.com/istio/istio/blob/1.31.0/pkg/config/model.go
 */
export function byAge(objects: readonly ManifestObject[]): readonly ManifestObject[] {
  return sortedByAge(objects, (object) => ({ object, names: [object.name, object.namespace ?? ''] }));
}

/** What decides about the place of something: the age of its object, then names one after another. */
interface Aged {
  readonly object: ManifestObject;
  readonly names: readonly string[];
}

/** Sorts things by age, then by names. */
export function sortedByAge<T>(things: readonly T[], agedOf: (thing: T) => Aged): readonly T[] {
  return things
    .map((thing) => ({ thing, aged: agedOf(thing) }))
    .map(({ thing, aged: { object, names } }) => ({ thing, keys: [createdAt(object), ...names] }))
    .sort((one, other) => compareAll(one.keys, other.keys))
    .map(({ thing }) => thing);
}

function compareAll(one: readonly string[], other: readonly string[]): number {
  const index = one.findIndex((each, at) => each !== other[at]);
  return index === -1 ? 0 : compare(one[index] ?? '', other[index] ?? '');
}

/** When an object was created, as a text that sorts. */
export function createdAt(object: ManifestObject): string {
  const created = text(metadataOf(object)['creationTimestamp']) ?? '';
  return created === '' ? '~' : created;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
