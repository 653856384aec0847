/**
 * A caller whose Pods somebody else creates: what ingress gateways and workloads without ports have in common.
 * @module
 */
import { CallSite } from '../errors';
import type { Caller } from './caller';
import type { Cluster } from './cluster';
import type { ExternalService } from './external-service';
import type { IMeshService } from './imesh-service';
import { readCallee } from './read-call';
import type { ReadCaller } from './read-caller';
import type { MeshState } from './state';

/** A caller whose Pods somebody else creates, in some clusters. */
export abstract class PlacedCaller implements Caller {
  readonly name: string;
  readonly namespace: string;
  readonly serviceAccountName: string;
  /** The clusters that run it, in name order. */
  readonly clusters: readonly Cluster[];
  readonly #state: MeshState;
  readonly #site: CallSite;

  /** Only a mesh creates callers. @hidden */
  constructor(read: ReadCaller, state: MeshState, site: CallSite) {
    this.name = read.name;
    this.namespace = read.namespace;
    this.serviceAccountName = read.serviceAccountName;
    this.clusters = read.clusters;
    this.#state = state;
    this.#site = site;
  }

  /** Where in the user's code it was added. @internal */
  get describedAt(): CallSite {
    return this.#site;
  }

  /**
   * Declares that it sends requests to a service. The clusters that run it get what it needs to reach every version.
   *
   * @param callee a service of the same mesh, or outside of it (MC009)
   */
  calls(callee: IMeshService | ExternalService): void {
    const at = CallSite.here();
    this.#state.assertOpen(`"${this.name}".calls()`, at);
    this.#state.addCall(this, this.clusters, readCallee(this.#state, this, callee, at));
  }
}
