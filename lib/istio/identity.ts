/**
 * Identities of workloads.
 * @see https://istio.io/latest/docs/concepts/security/#istio-identity
 * @module
 */

/** The parts of a workload's identity. */
export interface Identity {
  readonly namespace: string;
  readonly serviceAccountName: string;
}

/**
 * The name of an identity in policies. Istio reads the trust domain `cluster.local` in policies as the mesh's own trust domain
 * and its aliases.
 * @see https://istio.io/latest/docs/tasks/security/authorization/authz-td-migration/
 */
export function principalOf({ namespace, serviceAccountName }: Identity): string {
  return `cluster.local/ns/${namespace}/sa/${serviceAccountName}`;
}
