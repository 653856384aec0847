/**
 * Checks everything that is about to be written into a cluster.
 * @module
 */
import type { Finding } from '../errors';
import type { ManifestObject } from '../manifests';
import type { ClusterPlan } from '../plan';
import { CHECKS } from './checks';
import { checkOwners } from './owners/check-owners';
import { shareOf } from './owners/share';
import { readWritten } from './written';

/** Checks the objects that one app is about to write into a cluster. */
export function verify(plan: ClusterPlan, objects: readonly ManifestObject[]): readonly Finding[] {
  const written = readWritten(plan, objects);
  const findings = CHECKS.flatMap((check) => check(written));
  return [...findings, ...checkOwners([shareOf(written, '', new Set())], [])];
}
