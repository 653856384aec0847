/**
 * Checks that under failover to the nearest, no other cluster is as near as local Pods. Istio compares regions, zones and
 * subzones, but not clusters.
 * @module
 */
import { type ConfigIssue, issue } from '../../errors';
import { overlaps } from '../../istio';
import { PLAN } from '../messages';
import type { ServiceView } from '../view';
import type { Check } from './check';
import { sharedRules } from './shared-rules';

/** Reports callers for which another cluster may be as near as the Pods in their own cluster (MC097). */
export const checkNearness: Check = ({ services }) =>
  services
    .filter((routed) => routed.service.distribution === 'failover' && sharedRules(routed).length > 0)
    .flatMap(({ views }) => views.flatMap(reportNearClusters));

function reportNearClusters({ service, cluster, destinations }: ServiceView): readonly ConfigIssue[] {
  const { locality } = cluster;
  const elsewhere = new Set(destinations.filter(({ here }) => here).flatMap(({ remotes }) => remotes));
  const near = [...elsewhere].filter((other) => locality !== undefined && overlaps(locality, other.locality));
  if (locality === undefined || near.length === 0) return [];
  const names = near.map((other) => `"${other.name}" (${other.locality ?? ''})`).join(' and ');
  const what = `Callers of "${service.name}" in "${cluster.name}" (${locality}) must be nearer to their own cluster than to ${names}, but the localities overlap.`;
  return [issue(PLAN.MC097, { what, got: locality }, service.describedAt)];
}
