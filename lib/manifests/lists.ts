/**
 * Lists of objects in one object, such as `kind: List`.
 * @module
 */
import { fields, items } from './fields';
import { type ManifestObject, readObject } from './manifest-object';

/** The objects that kubectl applies: each object, or the items of a list in its place. */
export function withoutLists(objects: readonly ManifestObject[]): readonly ManifestObject[] {
  if (!objects.some(isList)) return objects;
  return objects.flatMap((object) => (isList(object) ? withoutLists(itemsOf(object)) : [object]));
}

function isList({ kind, json }: ManifestObject): boolean {
  return kind.endsWith('List') && Array.isArray(json['items']);
}

/** The items of a list. An item of a list of one kind, such as `kind: DeploymentList`, may leave out what the list says. */
function itemsOf({ apiVersion, kind, at, json }: ManifestObject): readonly ManifestObject[] {
  const inherited = kind === 'List' ? {} : { apiVersion, kind: kind.slice(0, -'List'.length) };
  return items(json['items']).map((item) => readObject({ ...inherited, ...fields(item) }, at));
}
