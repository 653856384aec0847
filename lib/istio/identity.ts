/**
 * Identities of workloads.
 * @see https://istio.io/latest/docs/concepts/security/#istio-identity
 * @module
 */

/** Who has a service account. */
export interface Identity {
  readonly namespace: string;
  readonly serviceAccountName: string;
}

/**
 * The name of an identity in policies. Istio reads the trust domain `cluster.local` there as the mesh's own and its aliases,
 * whatever they are.
 * @see https://istio.io/latest/docs/tasks/security/authorization/authz-td-migration/
 */
export function principalOf({ namespace, serviceAccountName }: Identity): string {
  return `cluster.local/ns/${namespace}/sa/${serviceAccountName}`;
}
