/**
 * WorkloadEntry, as readonly types. Fields and their meanings are Istio's.
 * @see https://istio.io/latest/docs/reference/config/networking/workload-entry/
 * @module
 */
import type { Labels } from './labels';

/** One endpoint, as a separate object or inline in a ServiceEntry. */
export interface WorkloadEntrySpec {
  /** An IP address, a DNS name or a Unix socket. It may be missing if `network` has a gateway. */
  readonly address?: string;
  /** The ports at which it listens, by the names of the ServiceEntry's ports. */
  readonly ports?: Readonly<Record<string, number>>;
  readonly labels?: Labels;
  readonly network?: string;
  readonly locality?: string;
  readonly weight?: number;
  readonly serviceAccount?: string;
}
