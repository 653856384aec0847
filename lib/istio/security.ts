/**
 * Identities, and the part of Istio's security API that is written here. Field meanings are Istio's.
 * @see https://istio.io/latest/docs/reference/config/security/
 * @module
 */
import type { Labels } from './specs';

/** Which Pods a policy is for. */
interface WorkloadSelector {
  readonly matchLabels: Labels;
}

/** Which connections Pods accept. */
export interface PeerAuthenticationSpec {
  readonly selector: WorkloadSelector;
  readonly mtls: { readonly mode: 'STRICT' };
}

/** Whose requests Pods answer; without rules, nobody's. */
export interface AuthorizationPolicySpec {
  readonly selector: WorkloadSelector;
  readonly action: 'ALLOW';
  readonly rules?: readonly {
    readonly from: readonly { readonly source: { readonly principals: readonly string[] } }[];
  }[];
}

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
