/**
 * What an app writes into a cluster: the subject of every check.
 * @module
 */
import type { ManifestObject } from '../manifests';
import type { Cluster } from '../mesh';
import type { ClusterPlan } from '../plan';
import { type ClusterObjects, clusterObjects } from './cluster-objects';
import { type Member, membersOf } from './members';
import { type Missing, missingOf } from './missing';
import { type PlannedObjects, plannedObjects } from './planned-objects';

/** What an app writes into a cluster. */
export interface Written {
  readonly cluster: Cluster;
  readonly plan: ClusterPlan;
  /** The objects of the plan. */
  readonly planned: PlannedObjects;
  /** The objects that are written: those of the plan and those of users. */
  readonly objects: ClusterObjects;
  /** What is not written of the plan. */
  readonly missing: Missing;
  /** The services of the mesh whose Service is written. */
  readonly members: readonly Member[];
}

/** Reads what an app with a plan writes. */
export function readWritten(plan: ClusterPlan, objects: readonly ManifestObject[]): Written {
  const read = clusterObjects(objects);
  const planned = plannedObjects(plan);
  return {
    ...{ cluster: plan.cluster, plan, planned, objects: read },
    missing: missingOf(planned, read),
    members: membersOf(plan, read),
  };
}
