/**
 * What an app writes into a cluster: the subject of every check.
 * @module
 */
import type { ManifestObject } from '../manifests';
import type { Cluster } from '../mesh';
import type { ClusterPlan } from '../plan';
import { type ClusterObjects, clusterObjects } from './cluster-objects';
import { type Member, membersOf } from './members';
import { type PlannedObjects, plannedObjects } from './planned-objects';

/** What an app writes into a cluster. */
export interface Written {
  readonly cluster: Cluster;
  readonly plan: ClusterPlan;
  /** The objects of the plan. */
  readonly planned: PlannedObjects;
  /** The objects that are written: those of the plan and those of users. */
  readonly objects: ClusterObjects;
  /** The services of the mesh whose Service is written. */
  readonly members: readonly Member[];
}

/** Reads what an app with a plan writes. */
export function readWritten(plan: ClusterPlan, objects: readonly ManifestObject[]): Written {
  const read = clusterObjects(objects);
  const members = membersOf(plan, read);
  return { cluster: plan.cluster, plan, planned: plannedObjects(plan), objects: read, members };
}
