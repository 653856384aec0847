/**
 * What is kept of the objects of an app, so that the app can be read again.
 * @module
 */
import { isOfNetworking, isServiceRoute, type ManifestObject } from '../manifests';
import type { ClusterPlan } from '../plan';
import { readWritten, type Written } from './written';

/** Reads an app again when it is asked for: others may be beside it, in this synthesis or in a later one. Most apps have none. */
export function laterRead(plan: ClusterPlan, objects: readonly ManifestObject[]): () => Written {
  const small = objects.map(withoutContent);
  return () => readWritten(plan, small);
}

/** An object without what is not asked for later, and may be large or change: the content of users' objects and of Pods. */
function withoutContent(object: ManifestObject): ManifestObject {
  if (object.planned !== undefined) return object.kind === 'Deployment' ? emptied(object) : object;
  const isAskedFor = object.kind === 'Namespace' || ownsHosts(object);
  return { ...object, json: isAskedFor ? structuredClone(object.json) : {} };
}

const empty = new WeakMap<ManifestObject, ManifestObject>();

/** A Deployment of a plan without its content. Clusters share it as they share the Deployment. */
function emptied(deployment: ManifestObject): ManifestObject {
  const before = empty.get(deployment);
  if (before !== undefined) return before;
  const made = { ...deployment, json: {} };
  empty.set(deployment, made);
  return made;
}

/** Whether an object may own hosts. */
export function ownsHosts(object: ManifestObject): boolean {
  return isOfNetworking(object) || isServiceRoute(object);
}
