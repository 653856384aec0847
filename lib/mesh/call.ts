/**
 * A declared call.
 * @module
 */
import type { Caller } from './caller';
import type { Cluster } from './cluster';
import type { ExternalService } from './external-service';
import type { IMeshService } from './imesh-service';

/** A service that can be called: one of the mesh, or one outside of it. */
export type Callee = IMeshService | ExternalService;

/** A call from a caller in some clusters to a service. */
export interface Call<C extends Callee = IMeshService> {
  /** The caller. */
  readonly caller: Caller;
  /** The clusters from which it calls. */
  readonly clusters: readonly Cluster[];
  /** The service that is called. */
  readonly callee: C;
}
