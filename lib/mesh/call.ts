/**
 * A declared call.
 * @module
 */
import type { Caller } from './caller';
import type { Cluster } from './cluster';
import type { IMeshService } from './imesh-service';

/** A call from a caller in some clusters to a service. */
export interface Call {
  /** The caller. */
  readonly caller: Caller;
  /** The clusters from which it calls. */
  readonly clusters: readonly Cluster[];
  /** The service that is called. */
  readonly callee: IMeshService;
}
