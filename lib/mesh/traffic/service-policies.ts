/**
 * How callers treat connections to a service and to its versions.
 * @module
 */
import { listText, nearMiss } from '../../errors';
import type { Part } from '../../reading';
import type { RoutedVersions } from '../known-clusters';
import { MESH } from '../messages';
import { type ConnectionPoolSettings, readConnectionPool } from './connection-pool';
import { type LoadBalancerSettings, readLoadBalancer } from './load-balancer';
import { TRAFFIC } from './messages';
import { type OutlierDetection, readOutlierDetection } from './outlier-detection';

/**
 * How callers treat connections to a service or to one of its versions, in Istio's words: at least one of the three (MC113).
 * TLS is not among them, as the mesh takes care of it.
 *
 * @example
 * { connectionPool: { http: { http1MaxPendingRequests: 100 } }, loadBalancer: { simple: 'ROUND_ROBIN' } }
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy
 */
export interface TrafficPolicy {
  /**
   * How much may be open and waiting at once (MC113).
   * @default - Istio's limits; 1 second to connect where several clusters serve
   */
  readonly connectionPool?: ConnectionPoolSettings;
  /**
   * How an endpoint is chosen: a Pod in the cluster, or the gateway of another (MC111).
   * @default - the endpoint with the fewest requests of two that are drawn
   */
  readonly loadBalancer?: LoadBalancerSettings;
  /**
   * When a Pod is left out for a while (MC113). Callers in its own cluster that are sent nowhere else obey it, and, for connections
   * that fail, the gateway by which others enter. The mesh decides which gateways are left out: each is one endpoint for a
   * whole cluster.
   * @default - never
   */
  readonly outlierDetection?: OutlierDetection;
}

/** The traffic policies of a service. */
export interface TrafficPolicies {
  /** Its own; undefined for what Istio does. */
  readonly service: TrafficPolicy | undefined;
  /** Those of versions, by their names. */
  readonly versions: Readonly<Record<string, TrafficPolicy>>;
}

/** The parts of a service's options that are traffic policies. */
interface Given<V extends string> {
  readonly trafficPolicy: Part<TrafficPolicy>;
  readonly versionPolicies: Part<Readonly<Partial<Record<V, TrafficPolicy>>>>;
}

type Versions<V extends string> = Pick<RoutedVersions<V>, 'name' | 'versions'>;

/** Reads the traffic policies of a service (MC008). */
export function readPolicies<V extends string>(
  { trafficPolicy, versionPolicies }: Given<V>,
  service: Versions<V>,
): TrafficPolicies {
  const own = trafficPolicy.optional(readPolicy);
  const entries = versionPolicies.optional((part) => part.entries<V, TrafficPolicy>()) ?? [];
  const read = entries.flatMap(([version, part]) => {
    if (!service.versions.includes(version)) reportVersion(versionPolicies, version, service);
    // a policy that is undefined is left out
    const policy = part.optional(readPolicy);
    return policy === undefined ? [] : [[version, policy] as const];
  });
  return { service: own, versions: Object.fromEntries(read) };
}

function readPolicy(part: Part<TrafficPolicy>): TrafficPolicy | undefined {
  const { connectionPool, loadBalancer, outlierDetection } = part.options([
    ...(['connectionPool', 'loadBalancer', 'outlierDetection'] as const),
  ]);
  if (part.isSound) part.notEmpty(TRAFFIC.MC113, '"connectionPool", "loadBalancer" or "outlierDetection"');
  if (connectionPool.isGiven) readConnectionPool(connectionPool);
  if (loadBalancer.isGiven) readLoadBalancer(loadBalancer);
  if (outlierDetection.isGiven) readOutlierDetection(outlierDetection);
  return part.sound;
}

/** Reports a policy for what is not a version of a service; one without versions is wrong already. */
function reportVersion(part: Part, version: string, { name, versions }: Versions<string>): void {
  if (versions.length === 0) return;
  const fix = `Name one of these versions, or add the missing one to "${name}".`;
  const what = `${part.title} must be for ${listText(versions, 'or')}, but has a policy for "${version}".`;
  part.report(MESH.MC008, what, { got: version, fix, meant: nearMiss(version, versions) });
}
