/**
 * WorkloadEntry, as readonly types. Fields and their meanings are Istio's.
 * @see https://istio.io/latest/docs/reference/config/networking/workload-entry/
 * @module
 */
import type { Labels } from './labels';

/** An address that serves, as an object of its own or inline in a ServiceEntry. */
export interface WorkloadEntrySpec {
  /** An IP address, a DNS name or a Unix socket; it may be missing where `network` has a gateway. */
  readonly address?: string;
  /** Where it listens, by the names of the ServiceEntry's ports. */
  readonly ports?: Readonly<Record<string, number>>;
  readonly labels?: Labels;
  readonly network?: string;
  readonly locality?: string;
  readonly weight?: number;
  readonly serviceAccount?: string;
}
