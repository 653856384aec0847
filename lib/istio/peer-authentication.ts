/**
 * PeerAuthentication, as readonly types. Fields and their meanings are Istio's.
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 * @module
 */
import type { WorkloadSelector } from './labels';

/** Whether mutual TLS is accepted or required. */
interface MutualTLS {
  readonly mode?: 'UNSET' | 'DISABLE' | 'PERMISSIVE' | 'STRICT';
}

/** Which connections Pods accept. */
export interface PeerAuthenticationSpec {
  readonly selector?: WorkloadSelector;
  readonly mtls?: MutualTLS;
  /** Modes by the number of the port at which Pods listen. */
  readonly portLevelMtls?: Readonly<Record<string, MutualTLS>>;
}
