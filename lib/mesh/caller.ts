/**
 * Who calls a service: what services and ingress gateways have in common.
 * @module
 */
import type { CallSite } from '../errors';
import type { Cluster } from './cluster';
import type { IMeshService } from './imesh-service';
import type { MeshState } from './state';

/** What may call a service: another service, or an ingress gateway. */
export interface Caller {
  /** Its name. */
  readonly name: string;
  /** The namespace of its Pods. */
  readonly namespace: string;
  /** Name of the ServiceAccount that its Pods run as: its identity in the mesh. */
  readonly serviceAccountName: string;
  /** Where in the user's code it was added. @internal */
  readonly describedAt: CallSite;
}

/** A caller, where it calls from, and whom. */
export interface Call {
  /** Who calls. */
  readonly caller: Caller;
  /** The clusters in which it does. */
  readonly clusters: readonly Cluster[];
  /** Who is called. */
  readonly callee: IMeshService;
}

/** Adds a call to a description. MC009 for what is no service of it, which is a declared call nevertheless. */
export function declareCall(state: MeshState, { caller, clusters, callee }: Call, at: CallSite): void {
  state.calls ??= [];
  if (state.ownsService(callee, `what "${caller.name}" calls`, at)) state.calls.push({ caller, clusters, callee });
}
