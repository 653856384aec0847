/**
 * Who routes a request: the sidecar of a Pod, or a gateway.
 * @module
 */
import type { Labels } from '../../istio';

/** A sidecar or a gateway. */
export interface Proxy {
  readonly cluster: string;
  readonly kind: 'sidecar' | 'gateway';
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly serviceAccountName: string;
  /** `region/zone/subzone`; empty if unknown. */
  readonly locality: string;
  readonly network: string;
}
