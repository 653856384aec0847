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
  /** The default is TCP. */
  readonly protocol?: string;
  /** The port of endpoints that do not name one themselves. The default is `number`. */
  readonly targetPort?: number;
}

/** Hosts that are not Kubernetes Services. */
export interface ServiceEntrySpec {
  readonly hosts: readonly string[];
  readonly addresses?: readonly string[];
  readonly ports?: readonly ServiceEntryPort[];
  /** The default is MESH_EXTERNAL. */
  readonly location?: 'MESH_EXTERNAL' | 'MESH_INTERNAL';
  /** The default is NONE. */
  readonly resolution?: 'NONE' | 'STATIC' | 'DNS' | 'DNS_ROUND_ROBIN' | 'DYNAMIC_DNS';
  readonly endpoints?: readonly WorkloadEntrySpec[];
  /** Selects the Pods and WorkloadEntries of its namespace that are its endpoints. */
  readonly workloadSelector?: { readonly labels?: Labels };
  /** The namespaces that see it. Without a list, all do. `.` is its own namespace. */
  readonly exportTo?: readonly string[];
  readonly subjectAltNames?: readonly string[];
}
