/**
 * Writes Namespaces, labelled for sidecar injection.
 * @module
 */
import { isInjectedByPod, NEVER_INJECTED, type Resource } from '../../istio';
import { type MeshDescription, revisionFor } from '../../mesh';
import type { Dialect } from '../dialect/dialect';

/**
 * The Namespaces with these names, without those of Kubernetes and of Istio, which must not be labelled; none if something else
 * creates the Namespaces of the mesh.
 */
export function namespaceObjects(
  { namespaces, revision }: MeshDescription,
  names: readonly string[],
  dialect: Dialect,
): readonly Resource<'Namespace'>[] {
  if (namespaces === 'existing') return [];
  const own = names.filter((name) => !NEVER_INJECTED.has(name) && !isInjectedByPod(name));
  return own.flatMap((name) => dialect.namespace(name, revisionFor(revision, name)) ?? []);
}
