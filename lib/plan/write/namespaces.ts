/**
 * Writes Namespaces, labelled for sidecar injection.
 * @module
 */
import { ISTIO_NAMESPACE, type Resource } from '../../istio';
import { type MeshDescription, revisionFor } from '../../mesh';
import type { Dialect } from '../dialect/dialect';

/** The Namespaces that Kubernetes and Istio create, and into which no sidecars may be injected. */
const SYSTEM: ReadonlySet<string> = new Set(['kube-system', 'kube-public', 'kube-node-lease', ISTIO_NAMESPACE]);

/** The Namespaces with these names; none if something else creates the Namespaces of the mesh. */
export function namespaceObjects(
  { namespaces, revision }: MeshDescription,
  names: readonly string[],
  dialect: Dialect,
): readonly Resource<'Namespace'>[] {
  if (namespaces === 'existing') return [];
  const own = names.filter((name) => !SYSTEM.has(name));
  return own.flatMap((name) => dialect.namespace(name, revisionFor(revision, name)) ?? []);
}
