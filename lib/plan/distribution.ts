/**
 * The distribution of requests over clusters, as traffic policies and labels.
 * @module
 */
import { type Labels, MARKED, type PortTrafficPolicy, rankLabel } from '../istio';
import type { Cluster, IMeshService, PlannedRule } from '../mesh';
import { destinationsOf, type DestinationView, hasSeveralEndpoints, hasSeveralPlaces } from './destination';
import type { ServiceView } from './view';

/**
 * When an endpoint is ejected for a while. A gateway is one endpoint for a whole cluster. So failed connections and gateway
 * errors count, application errors do not, and the last endpoint is never ejected.
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

/** Whether one cluster serves while others wait for it to fail. Otherwise, all clusters that callers are sent to serve alike. */
export function failsOver({ distribution }: IMeshService): boolean {
  return distribution !== 'local' && distribution !== 'spread';
}

/** The policy by which the endpoints of a destination are chosen and ejected; empty for a single endpoint. */
export function distributionPolicy(service: IMeshService, destination: DestinationView): PortTrafficPolicy {
  if (!hasSeveralEndpoints(destination)) return {};
  const { distribution } = service;
  const priorities = typeof distribution === 'object' ? distribution.failover.slice(1) : [];
  // always written, because with outlierDetection alone, Istio prefers the nearest endpoints
  const localityLbSetting = {
    enabled: failsOver(service),
    ...(priorities.length > 0 && {
      failoverPriority: priorities.map((_, index) => `${rankLabel(service.name, index + 1)}=${MARKED}`),
    }),
  };
  return { loadBalancer: { localityLbSetting }, ...RESILIENCE };
}

/** The labels that rank the endpoints and Pods of a cluster in a service's order of clusters. */
export function rankLabels({ name, distribution }: IMeshService, cluster: Cluster): Labels {
  if (typeof distribution !== 'object') return {};
  const after = distribution.failover.slice(distribution.failover.indexOf(cluster) + 1);
  return Object.fromEntries(after.map((_, index) => [rankLabel(name, index + 1), MARKED]));
}

/** Whether failed requests should be tried in other clusters, which Istio does not do by default for callers that are spread. */
export function triesOtherClusters({ service, destinations }: ServiceView, { to }: PlannedRule): boolean {
  return !failsOver(service) && destinationsOf(to, destinations).some(hasSeveralPlaces);
}
