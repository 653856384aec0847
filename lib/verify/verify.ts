/**
 * Whether what is about to be written into a cluster is what was planned for it.
 * @module
 */
import type { Finding } from '../errors';
import type { ManifestObject } from '../manifests';
import type { ClusterPlan } from '../plan';
import { checkOwners } from './owners';
import { checkWorkloads } from './workloads';

/** Verifies everything that is about to be written into one cluster. */
export function verify(plan: ClusterPlan, objects: readonly ManifestObject[]): readonly Finding[] {
  return [...checkOwners(plan.cluster, objects), ...checkWorkloads(plan, objects)];
}
