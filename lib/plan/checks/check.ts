/**
 * What a check is given, and what it answers.
 * @module
 */
import type { ConfigIssue } from '../../errors';
import type { ClusterPlan } from '../cluster-plan';
import type { RoutedMesh } from '../routed-mesh';

/** A mesh and all that is planned for it. */
export interface PlannedMesh extends RoutedMesh {
  /** A plan per cluster, in name order. */
  readonly clusters: readonly ClusterPlan[];
}

/** Answers what is wrong with a planned mesh. It changes nothing. */
export type Check = (planned: PlannedMesh) => readonly ConfigIssue[];
