/**
 * Checks that under failover to the nearest, some cluster is nearer than another. Istio compares regions, zones and subzones, but
 * not clusters. So other clusters must not be as near as local Pods, and if there are no local Pods, not all clusters may be
 * equally far.
 * @module
 */
import { type ConfigIssue, issue, joinWords } from '../../errors';
import { closeness, overlaps } from '../../istio';
import type { Cluster } from '../../mesh';
import { type DestinationView, hasSeveralPlaces, targetTitle } from '../destination';
import { PLAN } from '../messages';
import type { ServiceView } from '../view';
import type { Check } from './check';
import { sharedRules } from './shared-rules';

/**
 * Reports callers for which another cluster may be as near as the Pods in their own cluster (MC097), and callers for which all
 * clusters are equally far (MC183).
 */
export const checkNearness: Check = ({ services }) =>
  services
    .filter((routed) => routed.service.distribution === 'failover' && sharedRules(routed).length > 0)
    .flatMap((routed) => {
      const near = routed.views.flatMap(reportNearClusters);
      return routed.isKnown ? [...near, ...routed.views.flatMap(reportEquallyFar)] : near;
    });

function reportNearClusters({ service, cluster, destinations }: ServiceView): readonly ConfigIssue[] {
  const { locality } = cluster;
  const elsewhere = new Set(destinations.filter(({ here }) => here).flatMap(({ remotes }) => remotes));
  const near = [...elsewhere].filter((other) => locality !== undefined && overlaps(locality, other.locality));
  if (locality === undefined || near.length === 0) return [];
  const what = `Callers of "${service.name}" in "${cluster.name}" (${locality}) must be nearer to their own cluster than to ${placesText(near)}, but the localities overlap.`;
  return [issue(PLAN.MC097, { what, got: locality }, service.describedAt)];
}

/** One issue for each group of clusters that share the requests of callers in a cluster, whatever versions run there. */
function reportEquallyFar(view: ServiceView): readonly ConfigIssue[] {
  const { service, cluster } = view;
  const tied = view.destinations.filter((each) => isEquallyFar(cluster, each));
  const groups = new Map(tied.map((each) => [each.remotes.map(({ name }) => name).join(), each]));
  return [...groups.values()].map(({ version, remotes }) => {
    const title = targetTitle(service, version);
    const what = `For callers in "${cluster.name}" (${cluster.locality ?? ''}), the clusters that run ${title} must not all be equally far, but ${placesText(remotes)} are. Failover would spread the requests over them.`;
    const order = service.clustersOf().map(({ name }) => name);
    const fix = `Under SniAddressing, list the order: distribution: { failover: [${order.join(', ')}] }. Or use "spread". If one of them is nearer, correct the localities: it has the region or the zone of "${cluster.name}".`;
    return issue(PLAN.MC183, { what, fix, got: cluster.locality }, service.describedAt);
  });
}

/** Whether a destination runs in several clusters, but not in the caller's, and all of them are equally far. */
function isEquallyFar({ locality }: Cluster, destination: DestinationView): boolean {
  if (locality === undefined || destination.here || !hasSeveralPlaces(destination)) return false;
  const [first, ...others] = destination.remotes.map((remote) => closenessOf(locality, remote));
  return first !== undefined && others.every((each) => each === first);
}

function closenessOf(locality: string, other: Cluster): number | undefined {
  return other.locality === undefined ? undefined : closeness(locality, other.locality);
}

function placesText(clusters: readonly Cluster[]): string {
  return joinWords(clusters.map(({ name, locality }) => `"${name}" (${locality ?? ''})`));
}
