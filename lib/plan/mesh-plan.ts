/**
 * The plan of a mesh.
 * @module
 */
import { CallSite, ConfigError, issue, nearMiss, valueText } from '../errors';
import { type Cluster, MESH } from '../mesh';
import type { ClusterPlan } from './cluster-plan';

/** The plan of a mesh under one scheme. `Mesh.plan` returns it. */
export class MeshPlan {
  /** Only a scheme makes plans. @hidden */
  constructor(
    /** The name of the mesh. */
    readonly mesh: string,
    /** The plans of its clusters, in name order. */
    readonly clusters: readonly ClusterPlan[],
  ) {}

  /**
   * The plan of one cluster.
   *
   * @throws ConfigError MC009 if the cluster does not belong to this mesh
   * @example
   * plan.for(cluster2)
   */
  for(cluster: Cluster): ClusterPlan {
    const plan = this.clusters.find((candidate) => candidate.cluster === cluster);
    if (plan !== undefined) return plan;
    const what = `The argument of for() must be a cluster of mesh "${this.mesh}", but is ${valueText(cluster)}.`;
    const fix = 'Pass the value that addCluster of this mesh returned.';
    const meant = nearMiss(
      cluster,
      this.clusters.map((candidate) => candidate.cluster.name),
    );
    throw new ConfigError([issue(MESH.MC009, { what, got: cluster, fix, meant }, CallSite.here())]);
  }
}
