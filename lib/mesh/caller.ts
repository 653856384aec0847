/**
 * A caller of services: what services and ingress gateways have in common.
 * @module
 */
import type { CallSite } from '../errors';

/** A caller of services: a service or an ingress gateway. */
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
