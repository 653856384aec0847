/**
 * Who calls whom.
 * @module
 */
import type { Caller } from './caller';
import type { Cluster } from './cluster';
import type { IMeshService } from './imesh-service';

/** A caller, where it calls from, and whom. */
export interface Call {
  /** Who calls. */
  readonly caller: Caller;
  /** The clusters in which it does. */
  readonly clusters: readonly Cluster[];
  /** Who is called. */
  readonly callee: IMeshService;
}
