/**
 * A described mesh as a scheme reads it, and what a mesh knows of schemes.
 * @module
 */
import type { ConfigIssue } from '../errors';
import type { Call } from './caller';
import type { Cluster } from './cluster';
import type { IMeshService } from './imesh-service';
import type { Origin } from './workloads';

/** A described mesh, as a scheme reads it: everything in name order, whatever the order of describing. */
export interface MeshDescription {
  /** Its name. */
  readonly name: string;
  /** Its clusters. */
  readonly clusters: readonly Cluster[];
  /** Who makes the Namespaces of its services. */
  readonly namespaces: Origin;
  /** Its services. */
  readonly services: readonly IMeshService[];
  /** Who calls whom; undefined when no call is declared, and every cluster calls everything. */
  readonly calls: readonly Call[] | undefined;
  /** Whether nothing but these calls is let through. */
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
