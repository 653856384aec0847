/**
 * The interface between a mesh and a scheme.
 * @module
 */
import type { ConfigIssue } from '../errors';
import type { Call } from './call';
import type { CallingWorkload } from './calling-workload';
import type { Cluster } from './cluster';
import type { ExternalService } from './external-service';
import type { IMeshService } from './imesh-service';
import type { Revision } from './revision';
import type { Origin } from './workloads';

/** A described mesh, as a scheme reads it. Clusters and services are in name order, not in the order of their description. */
export interface MeshDescription {
  /** Its name. */
  readonly name: string;
  /** Its clusters. */
  readonly clusters: readonly Cluster[];
  /** Who creates the Namespaces of its services. */
  readonly namespaces: Origin;
  /** The revision of Istio that injects sidecars, for all Namespaces or by namespace; undefined for the default revision. */
  readonly revision: Revision | undefined;
  /** Its services. */
  readonly services: readonly IMeshService[];
  /** The workloads that call services and have no ports themselves. */
  readonly workloads: readonly CallingWorkload[];
  /** The declared calls; undefined if none is declared. Then every cluster calls every service. */
  readonly calls: readonly Call[] | undefined;
  /** The services outside of the mesh. */
  readonly externalServices: readonly ExternalService[];
  /** The declared calls of these services. Nobody else calls them. */
  readonly externalCalls: readonly Call<ExternalService>[];
  /** Whether only declared calls are let through. */
  readonly leastPrivilege: boolean;
}

/** A plan, and the issues that planning found. */
export interface Planned<P> {
  readonly plan: P;
  readonly issues: readonly ConfigIssue[];
}

/** Plans a described mesh. Schemes implement it. */
export interface MeshPlanner<P> {
  /** Plans a mesh. Returns what is wrong with it, and does not throw. */
  planMesh(mesh: MeshDescription): Planned<P>;
}
