/**
 * Traffic policies of services and versions.
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
 * How callers treat connections to a service or to one of its versions, in Istio's words: at least one option (MC113). TLS is
 * not an option, because the mesh takes care of it.
 *
 * @example
 * { connectionPool: { http: { http1MaxPendingRequests: 100 } }, loadBalancer: { simple: 'ROUND_ROBIN' } }
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy
 */
export interface TrafficPolicy {
  /**
   * Limits of connections and requests (MC113).
   * @default - Istio's limits. If several clusters serve a version, connectTimeout is 1 second
   */
  readonly connectionPool?: ConnectionPoolSettings;
  /**
   * How an endpoint is chosen, which is a Pod in the cluster or the gateway of another cluster (MC111).
   * @default - of two random endpoints, the one with fewer requests
   */
  readonly loadBalancer?: LoadBalancerSettings;
  /**
   * When a Pod is ejected for a while (MC113). It applies to callers in the cluster of the Pod whose requests stay in this
   * cluster. The gateway through which other clusters enter applies it to failed connections only. It does not apply to
   * gateways as endpoints: each stands for a whole cluster, and the mesh decides when it is ejected.
   * @default - never
   */
  readonly outlierDetection?: OutlierDetection;
}

/** The traffic policies of a service. */
export interface TrafficPolicies {
  /** The policy of the service; undefined for Istio's defaults. */
  readonly service: TrafficPolicy | undefined;
  /** The policies of versions, by the names of the versions. */
  readonly versions: Readonly<Record<string, TrafficPolicy>>;
}

/** The options of a service that are traffic policies, as parts to be read. */
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

/** Reports a policy for an unknown version, unless the service has no versions, which is already reported. */
function reportVersion(part: Part, version: string, { name, versions }: Versions<string>): void {
  if (versions.length === 0) return;
  const fix = `Name one of these versions, or add the missing one to "${name}".`;
  const what = `${part.title} must be for ${listText(versions, 'or')}, but has a policy for "${version}".`;
  part.report(MESH.MC008, what, { got: version, fix, meant: nearMiss(version, versions) });
}
