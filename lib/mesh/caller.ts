/**
 * A caller of services: what services, ingress gateways and workloads without ports have in common.
 * @module
 */
import type { CallSite } from '../errors';

/** A caller of services: a service, an ingress gateway, or a workload without ports. */
export interface Caller {
  /** Its name. */
  readonly name: string;
  /** The namespace of its Pods. */
  readonly namespace: string;
  /** The name of the ServiceAccount of its Pods, which is its identity in the mesh. */
  readonly serviceAccountName: string;
  /** Where in the user's code it was added. @internal */
  readonly describedAt: CallSite;
}
