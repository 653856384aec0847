/**
 * Whether an app writes its plan and nothing else that matters, so that no check can find anything.
 * @module
 */
import type { Resource } from '../istio';
import type { ManifestObject } from '../manifests';
import { type ClusterPlan, resourcesIn } from '../plan';

/** The kinds of Kubernetes that no check reads, and that no plan has, as `apiVersion kind`. */
const APART: ReadonlySet<string> = new Set([
  ...['v1 ConfigMap', 'v1 Secret', 'v1 PersistentVolumeClaim', 'v1 ResourceQuota', 'v1 LimitRange'],
  ...['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'].map((kind) => `rbac.authorization.k8s.io/v1 ${kind}`),
  'policy/v1 PodDisruptionBudget',
  'networking.k8s.io/v1 Ingress',
]);

/**
 * Whether an app writes every object of its plan once and unchanged, and beside them only objects that no check reads, each
 * once. Then nothing can be wrong with what it writes.
 */
export function isAsPlanned(plan: ClusterPlan, objects: readonly ManifestObject[]): boolean {
  const written = new Set<Resource | string>();
  let count = 0;
  for (const { planned, apiVersion, kind, id } of objects) {
    if (planned === undefined) {
      if (!APART.has(`${apiVersion} ${kind}`)) return false;
      written.add(id);
    } else {
      written.add(planned);
      count += 1;
    }
  }
  const wanted = resourcesIn(plan);
  return written.size === objects.length && count === wanted.length && wanted.every((each) => written.has(each));
}
