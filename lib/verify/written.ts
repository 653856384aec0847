/**
 * What an app writes into a cluster: the subject of every check.
 * @module
 */
import type { Resource } from '../istio';
import type { ManifestObject } from '../manifests';
import type { Cluster } from '../mesh';
import type { ClusterPlan } from '../plan';
import { type ClusterObjects, clusterObjects } from './cluster-objects';
import { type Member, membersOf } from './members';
import { type Missing, renamedIn } from './missing';
import { type PlannedObjects, plannedObjects } from './planned-objects';

/** An object of the plan that is written. */
export interface Kept {
  readonly resource: Resource;
  readonly object: ManifestObject;
}

/** What an app writes into a cluster. */
export interface Written {
  readonly cluster: Cluster;
  readonly plan: ClusterPlan;
  /** The objects of the plan. */
  readonly planned: PlannedObjects;
  /** The objects that are written: those of the plan and those of users. */
  readonly objects: ClusterObjects;
  /** The objects of users: those that the plan does not have. */
  readonly own: readonly ManifestObject[];
  /** The objects of the plan that are written in another form than planned, or that Services of users may select. */
  readonly suspect: readonly Kept[];
  /** What is not written of the plan. */
  readonly missing: Missing;
  /** The services of the mesh whose Service is written. */
  readonly members: readonly Member[];
}

/** Reads what an app with a plan writes. */
export function readWritten(plan: ClusterPlan, objects: readonly ManifestObject[]): Written {
  const read = clusterObjects(objects);
  const planned = plannedObjects(plan);
  const suspect: Kept[] = [];
  const missing = new Set<string>();
  for (const [id, resource] of planned.byId) {
    const object = read.byId.get(id);
    if (object === undefined) missing.add(id);
    else if (object.planned !== resource || resource.kind === 'WorkloadEntry') suspect.push({ resource, object });
  }
  return {
    ...{ cluster: plan.cluster, plan, planned, objects: read, suspect },
    own: read.all.filter((object) => object.planned === undefined && !planned.byId.has(object.id)),
    missing: { ids: missing, renamed: renamedIn(planned, read, missing) },
    members: membersOf(plan, read),
  };
}
