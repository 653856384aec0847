/**
 * ServiceEntry, as readonly types. Fields and their meanings are Istio's.
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/
 * @module
 */
import type { Labels } from './labels';
import type { WorkloadEntrySpec } from './workload-entry';

/** A port of a ServiceEntry. */
interface ServiceEntryPort {
  readonly number: number;
  readonly name: string;
  /** TCP if it is not set. */
  readonly protocol?: string;
  /** Where endpoints listen that do not say so themselves; the same number if it is not set. */
  readonly targetPort?: number;
}

/** Hosts that are not Kubernetes Services. */
export interface ServiceEntrySpec {
  readonly hosts: readonly string[];
  readonly addresses?: readonly string[];
  readonly ports?: readonly ServiceEntryPort[];
  /** MESH_EXTERNAL if it is not set. */
  readonly location?: 'MESH_EXTERNAL' | 'MESH_INTERNAL';
  /** NONE if it is not set. */
  readonly resolution?: 'NONE' | 'STATIC' | 'DNS' | 'DNS_ROUND_ROBIN' | 'DYNAMIC_DNS';
  readonly endpoints?: readonly WorkloadEntrySpec[];
  /** The Pods and WorkloadEntries of its namespace that are endpoints. */
  readonly workloadSelector?: { readonly labels?: Labels };
  /** The namespaces that see it; without a list, all. `.` is its own. */
  readonly exportTo?: readonly string[];
  readonly subjectAltNames?: readonly string[];
}
