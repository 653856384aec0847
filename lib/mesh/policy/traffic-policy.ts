/**
 * How callers treat connections to a service or to one of its versions.
 * @module
 */
import type { Part } from '../rules/part';
import { checkConnectionPool, type ConnectionPoolSettings } from './connection-pool';
import { checkLoadBalancer, type LoadBalancerSettings } from './load-balancer';
import { checkOutlierDetection, type OutlierDetection } from './outlier-detection';

/**
 * How callers treat connections to a service or to one of its versions, in Istio's words; at least one of the three (MC113).
 * TLS is not among them: the mesh does it.
 *
 * @example
 * { connectionPool: { http: { http1MaxPendingRequests: 100 } }, loadBalancer: { simple: 'ROUND_ROBIN' } }
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy
 */
export interface TrafficPolicy {
  /**
   * Limits of what is open and waiting at once.
   * @default - none; 1 second to connect where several clusters serve
   */
  readonly connectionPool?: ConnectionPoolSettings;
  /**
   * How an endpoint is chosen: a Pod in the cluster, the gateway of another one.
   * @default - the endpoint with the fewest requests, of two drawn
   */
  readonly loadBalancer?: LoadBalancerSettings;
  /**
   * When a Pod is left out for a while: by callers in its own cluster that are sent nowhere else, and, for connections that
   * fail, by the gateway that others enter through. Which gateways are left out the mesh decides: each is one endpoint for
   * a whole cluster.
   * @default - never
   */
  readonly outlierDetection?: OutlierDetection;
}

/** Checks a traffic policy; reports MC035, MC044 and MC110 to MC113. */
export function checkTrafficPolicy(part: Part, policy: TrafficPolicy): void {
  const { connectionPool, loadBalancer, outlierDetection } = part.options(policy, [
    'connectionPool',
    'loadBalancer',
    'outlierDetection',
  ]);
  part.notEmpty('MC113', policy);
  if (connectionPool !== undefined) checkConnectionPool(part.of('connectionPool'), connectionPool);
  if (loadBalancer !== undefined) checkLoadBalancer(part.of('loadBalancer'), loadBalancer);
  if (outlierDetection !== undefined) checkOutlierDetection(part.of('outlierDetection'), outlierDetection);
}
