/**
 * Contains traffic policies with every property, and adapts policies to endpoints with weights.
 * @module
 */
import type { TrafficPolicy } from '../../lib';

/** A policy with every property that can be combined with the others. */
export const EVERY_POLICY: TrafficPolicy = {
  connectionPool: {
    tcp: {
      maxConnections: 100,
      connectTimeout: '2s',
      tcpKeepalive: { probes: 3, time: '2h', interval: '75s' },
      maxConnectionDuration: '1h',
      idleTimeout: '0s',
    },
    http: {
      http1MaxPendingRequests: 50,
      http2MaxRequests: 200,
      maxRequestsPerConnection: 1000,
      maxRetries: 5,
      idleTimeout: '30s',
      h2UpgradePolicy: 'DO_NOT_UPGRADE',
      useClientProtocol: false,
      maxConcurrentStreams: 10,
      http2KeepAlive: { interval: '10s', timeout: '5s' },
    },
  },
  loadBalancer: { simple: 'ROUND_ROBIN', warmup: { duration: '30s', minimumPercent: 5, aggression: 1.5 } },
  outlierDetection: {
    consecutive5xxErrors: 7,
    consecutiveGatewayErrors: 0,
    splitExternalLocalOriginErrors: true,
    consecutiveLocalOriginFailures: 3,
    interval: '5s',
    baseEjectionTime: '1m',
    maxEjectionPercent: 50,
    minHealthPercent: 0,
  },
};

/** A policy for each source of a consistent hash. */
export const HASHES: readonly TrafficPolicy[] = [
  { loadBalancer: { consistentHash: { httpHeaderName: 'x-user' } } },
  {
    loadBalancer: {
      consistentHash: { httpCookie: { name: 'user', ttl: '0s', path: '/' }, ringHash: { minimumRingSize: 2048 } },
    },
  },
  { loadBalancer: { consistentHash: { httpCookie: { name: 'user', ttl: '1h' } } } },
  { loadBalancer: { consistentHash: { useSourceIp: true } } },
  { loadBalancer: { consistentHash: { httpQueryParameterName: 'user' } } },
];

/** Changes the load balancer of a policy, if it has one, to ROUND_ROBIN: no other load balancer keeps to weights. */
export function byTurns(given: TrafficPolicy | undefined): TrafficPolicy | undefined {
  return given?.loadBalancer === undefined ? given : { ...given, loadBalancer: { simple: 'ROUND_ROBIN' } };
}
