/**
 * Which of several clusters serve a destination: as traffic policy, as labels, and what is wrong with it.
 * @module
 */
import { type ConfigIssue, oldIssue } from '../errors';
import { type Labels, overlaps, type PortTrafficPolicy, rankLabel } from '../istio';
import { type Cluster, type IMeshService, isPolicy, type PlannedRule } from '../mesh';
import { type DestinationView, hasSeveralEndpoints, hasSeveralPlaces, subsetName, type Target } from './destination';
import { routesOf } from './routing';
import type { ServiceView } from './view';

/**
 * When an endpoint is given up for a while. A gateway is one endpoint for a whole cluster, so failing connections and
 * gateway errors count, errors of an application do not, and the last endpoint stays.
 */
const RESILIENCE = {
  connectionPool: { tcp: { connectTimeout: '1s' } },
  outlierDetection: {
    splitExternalLocalOriginErrors: true,
    consecutiveLocalOriginFailures: 1,
    consecutiveGatewayErrors: 5,
    consecutive5xxErrors: 0,
    interval: '1s',
    baseEjectionTime: '20s',
    maxEjectionPercent: 100,
    minHealthPercent: 1,
  },
} as const satisfies PortTrafficPolicy;

/** How endpoints of a destination are chosen and given up; nothing where there is only one. */
export function distributionPolicy({ distribution }: IMeshService, destination: DestinationView): PortTrafficPolicy {
  if (!hasSeveralEndpoints(destination)) return {};
  const priorities = typeof distribution === 'object' ? distribution.failover.slice(1) : [];
  // written out either way, as outlierDetection alone turns spread into nearest-only
  const localityLbSetting = {
    enabled: distribution !== 'spread',
    ...(priorities.length > 0 && { failoverPriority: priorities.map((_, index) => `${rankLabel(index + 1)}=yes`) }),
  };
  return { loadBalancer: { localityLbSetting }, ...RESILIENCE };
}

/** The labels that give endpoints and Pods of a cluster their place in a service's order of clusters. */
export function rankLabels({ distribution }: IMeshService, cluster: Cluster): Labels {
  if (typeof distribution !== 'object') return {};
  const after = distribution.failover.slice(distribution.failover.indexOf(cluster) + 1);
  return Object.fromEntries(after.map((_, index) => [rankLabel(index + 1), 'yes']));
}

/** Whether a request that failed should be tried in another cluster, which spread alone does not imply. */
export function triesOtherClusters({ service, destinations }: ServiceView, { to }: PlannedRule): boolean {
  return service.distribution === 'spread' && destinationsOf(to, destinations).some(hasSeveralPlaces);
}

/** Checks the distribution of a service as all clusters see it; MC092 to MC094, and MC097. */
export function checkDistribution(views: readonly ServiceView[]): readonly ConfigIssue[] {
  const service = views[0]?.service;
  if (service === undefined || service.distribution === 'spread') return [];
  // what is wrong with a rule may be its retries, or where it leads
  if (!service.routes.every(({ isSound }) => isSound)) return [];
  const { name, distribution, describedAt } = service;
  const isShared = (to: readonly Target[]): boolean =>
    views.some(({ destinations }) => destinationsOf(to, destinations).some(hasSeveralPlaces));
  const rules = routesOf(service).flatMap((route) => route.rules.map((rule, index) => ({ route, rule, index })));
  const shared = rules.filter(({ rule: { to } }) => isShared(to));
  if (shared.length === 0) {
    const what = `no caller of "${name}" is sent to a version that runs in several clusters`;
    return [oldIssue('MC092', { what, got: distribution }, describedAt)];
  }
  const isRetried = ({ actions: { retries } }: PlannedRule): boolean => retries !== undefined && isPolicy(retries);
  // a connection that is not HTTP is tried once
  const unretried = shared.filter(({ route, rule }) => route.protocol === 'http' && !isRetried(rule));
  const involved = new Set(views.filter(({ called }) => called).map(({ cluster }) => cluster));
  const unplaced = [...involved, ...service.clustersOf()].filter(({ locality }) => locality === undefined);
  return [
    ...unretried.map(({ route, rule, index }) => {
      const what = `${route.ruleTitle(index)}, to versions in several clusters, has no retries`;
      return oldIssue('MC093', { what, got: rule.actions.retries }, route.describedAt);
    }),
    ...(distribution === 'failover' && unplaced.length > 0
      ? [oldIssue('MC094', { what: `"${name}" fails over by locality`, got: [...new Set(unplaced)] }, describedAt)]
      : []),
    ...(distribution === 'failover' ? asNearAsPods(views) : []),
  ];
}

/**
 * An MC097 for the callers of each cluster that are beside Pods, and to which another cluster may be as near as those: Istio compares
 * regions, zones and subzones, and knows no cluster.
 */
function asNearAsPods(views: readonly ServiceView[]): readonly ConfigIssue[] {
  return views.flatMap(({ service, cluster, destinations }) => {
    const { locality } = cluster;
    const elsewhere = new Set(destinations.filter(({ here }) => here).flatMap(({ remotes }) => remotes));
    const near = [...elsewhere].filter((other) => locality !== undefined && overlaps(locality, other.locality));
    if (near.length === 0) return [];
    const names = near.map((other) => `"${other.name}" at ${other.locality ?? ''}`).join(', ');
    const what = `to callers of "${service.name}" in "${cluster.name}", ${names} may be as near as their own cluster`;
    return [oldIssue('MC097', { what, got: locality }, service.describedAt)];
  });
}

function destinationsOf(
  targets: readonly Target[],
  destinations: readonly DestinationView[],
): readonly DestinationView[] {
  const names = new Set(targets.map(subsetName));
  return destinations.filter((destination) => names.has(subsetName(destination)));
}
