/**
 * Lists of objects in one object, such as `kind: List`.
 * @module
 */
import { fields, isFields, items } from './fields';
import { type ManifestObject, readObject } from './manifest-object';

/** The objects that kubectl applies: each object, or the items of a list in its place. */
export function withoutLists(objects: readonly ManifestObject[]): readonly ManifestObject[] {
  if (!objects.some(isList)) return objects;
  return objects.flatMap((object) => (isList(object) ? withoutLists(itemsOf(object)) : [object]));
}

/** Whether an object is a list of objects. */
export function isList({ kind, json }: ManifestObject): boolean {
  return kind.endsWith('List') && Array.isArray(json['items']);
}

/** An item of a list as an object. An item of a list of one kind, such as `kind: DeploymentList`, may leave out what the list says. */
export function itemOf({ apiVersion, kind, at }: ManifestObject, item: unknown): ManifestObject {
  const isComplete = kind === 'List' || (isFields(item) && 'apiVersion' in item && 'kind' in item);
  const inherited = { apiVersion, kind: kind.slice(0, -'List'.length) };
  return readObject(isComplete ? item : { ...inherited, ...fields(item) }, at);
}

function itemsOf(list: ManifestObject): readonly ManifestObject[] {
  return items(list.json['items']).map((item) => itemOf(list, item));
}
