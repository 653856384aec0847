/**
 * What an app writes into a cluster: the subject of every check.
 * @module
 */
import { lazily, type ManifestObject } from '../manifests';
import type { Cluster } from '../mesh';
import type { ClusterPlan } from '../plan';
import { type ClusterObjects, clusterObjects } from './cluster-objects';
import { type Member, membersOf, suspectsIn } from './members';
import { type Differences, differencesIn, matched } from './matched';
import { type Missing, renamedIn } from './missing';
import { type PlannedObjects, plannedObjects } from './planned-objects';

/** What an app writes into a cluster. */
export interface Written extends Pick<Differences, 'own' | 'changed' | 'repeated'> {
  readonly cluster: Cluster;
  readonly plan: ClusterPlan;
  /** The objects of the plan. */
  readonly planned: PlannedObjects;
  /** The objects that are written: those of the plan and those of users. */
  readonly objects: ClusterObjects;
  /** The same objects by their identities; the last if there are several. */
  readonly ownById: ReadonlyMap<string, ManifestObject>;
  /** What is not written of the plan. */
  readonly missing: Missing;
  /** The services of the mesh whose Service is written. */
  readonly members: () => readonly Member[];
  /** Those of them that may have a fault. The others have a Service and Pods that are as planned. */
  readonly suspects: () => readonly Member[];
}

/** Reads what an app with a plan writes. */
export function readWritten(plan: ClusterPlan, all: readonly ManifestObject[], match = matched(plan, all)): Written {
  const objects = clusterObjects(all);
  const planned = plannedObjects(plan);
  const differences = differencesIn(objects, match);
  const { own, changed, missing: ids, repeated } = differences;
  return {
    ...{ cluster: plan.cluster, plan, planned, objects, own, changed, repeated },
    ownById: new Map(own.map((each) => [each.id, each])),
    missing: { ids, renamed: renamedIn(planned, objects, ids) },
    members: lazily(() => membersOf(plan, objects)),
    suspects: lazily(() => suspectsIn(plan, objects, differences)),
  };
}
