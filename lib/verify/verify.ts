/**
 * Checks everything that is about to be written into a cluster.
 * @module
 */
import type { Finding } from '../errors';
import type { ManifestObject } from '../manifests';
import type { ClusterPlan } from '../plan';
import { checkOwners } from './owners';
import { checkWorkloads } from './workloads';

/** Checks the objects that are about to be written into one cluster. */
export function verify(plan: ClusterPlan, objects: readonly ManifestObject[]): readonly Finding[] {
  return [...checkOwners(plan.cluster, objects), ...checkWorkloads(plan, objects)];
}
