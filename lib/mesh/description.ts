/**
 * A described mesh as a scheme reads it, and a scheme as a mesh sees it.
 * @module
 */
import type { ConfigIssue } from '../errors';
import type { Call } from './call';
import type { Cluster } from './cluster';
import type { IMeshService } from './imesh-service';
import type { Origin } from './workloads';

/** A described mesh, as a scheme reads it: everything in name order, whatever the order in which it was described. */
export interface MeshDescription {
  /** Its name. */
  readonly name: string;
  /** Its clusters. */
  readonly clusters: readonly Cluster[];
  /** Who makes the Namespaces of its services. */
  readonly namespaces: Origin;
  /** Its services. */
  readonly services: readonly IMeshService[];
  /** Who calls whom; undefined if no call is declared, so that every cluster calls everything. */
  readonly calls: readonly Call[] | undefined;
  /** Whether only these calls are let through. */
  readonly leastPrivilege: boolean;
}

/** A plan, and what is wrong with it. */
export interface Planned<P> {
  readonly plan: P;
  readonly issues: readonly ConfigIssue[];
}

/** What makes a plan of a described mesh: a scheme. */
export interface MeshPlanner<P> {
  /** Plans a mesh; never throws for what is wrong with it. */
  planMesh(mesh: MeshDescription): Planned<P>;
}
