/**
 * Whether an app writes its plan and nothing else that matters, so that no check can find anything.
 * @module
 */
import type { Resource } from '../istio';
import type { ManifestObject } from '../manifests';
import type { ClusterPlan } from '../plan';
import { isEqual } from '../reading';
import type { Matched } from './matched';

/** The kinds of Kubernetes that no check reads, and that no plan has, as `apiVersion kind`. */
const APART: ReadonlySet<string> = new Set([
  ...['v1 ConfigMap', 'v1 Secret', 'v1 PersistentVolumeClaim', 'v1 ResourceQuota', 'v1 LimitRange'],
  ...['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'].map((kind) => `rbac.authorization.k8s.io/v1 ${kind}`),
  'policy/v1 PodDisruptionBudget',
  'networking.k8s.io/v1 Ingress',
]);

/**
 * Whether an app writes every object of its plan once and unchanged, and beside them only objects that no check reads, each
 * once. Then nothing can be wrong with what it writes, unless the plan depends on names that users give: the hosts of external
 * services, and the labels by which existing Services find Pods.
 */
export function isAsPlanned(plan: ClusterPlan, { others, left }: Matched): boolean {
  if (plan.externalServices.length > 0 || plan.services.some(({ existing }) => existing.length > 0)) return false;
  const missing = new Set(left);
  const apart = new Set<string>();
  for (const object of others) {
    const namespace = equalNamespace(plan, object);
    const isExpected = namespace === undefined ? isApart(object) && !apart.has(object.id) : missing.delete(namespace);
    if (!isExpected) return false;
    if (namespace === undefined) apart.add(object.id);
  }
  return missing.size === 0;
}

function isApart({ apiVersion, kind }: ManifestObject): boolean {
  return APART.has(`${apiVersion} ${kind}`);
}

/** The Namespace of the plan that an object of the user is equal to. No construct of this library renders Namespaces alone. */
function equalNamespace({ namespaces }: ClusterPlan, { kind, name, json }: ManifestObject): Resource | undefined {
  if (kind !== 'Namespace') return undefined;
  return namespaces.find((each) => each.metadata.name === name && isEqual(each, json));
}
