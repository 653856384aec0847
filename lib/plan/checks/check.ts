/**
 * The form of a check.
 * @module
 */
import type { ConfigIssue } from '../../errors';
import type { ClusterPlan } from '../cluster-plan';
import type { RoutedMesh } from '../routed-mesh';

/** A mesh and its plan. */
export interface PlannedMesh extends RoutedMesh {
  /** A plan per cluster, in name order. */
  readonly clusters: readonly ClusterPlan[];
}

/** Answers what is wrong with a planned mesh. A check changes nothing. */
export type Check = (planned: PlannedMesh) => readonly ConfigIssue[];
