/**
 * How a client treats connections to a host, as readonly types. Fields, and their meanings, are Istio's.
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy
 * @module
 */

/** Limits of what is open and waiting at once. */
interface ConnectionPool {
  readonly tcp?: {
    readonly maxConnections?: number;
    readonly connectTimeout?: string;
    readonly tcpKeepalive?: { readonly probes?: number; readonly time?: string; readonly interval?: string };
    readonly maxConnectionDuration?: string;
    readonly idleTimeout?: string;
  };
  readonly http?: {
    readonly http1MaxPendingRequests?: number;
    readonly http2MaxRequests?: number;
    readonly maxRequestsPerConnection?: number;
    readonly maxRetries?: number;
    readonly idleTimeout?: string;
    readonly h2UpgradePolicy?: 'DEFAULT' | 'DO_NOT_UPGRADE' | 'UPGRADE';
    readonly useClientProtocol?: boolean;
    readonly maxConcurrentStreams?: number;
    readonly http2KeepAlive?: { readonly interval: string; readonly timeout: string };
  };
}

/** Which endpoints are preferred. */
interface LocalityLbSetting {
  readonly enabled?: boolean;
  /** Labels, or labels with values: an endpoint is the more preferred the more of the first of them it has. */
  readonly failoverPriority?: readonly string[];
}

/** How an endpoint is chosen. */
interface LoadBalancer {
  readonly simple?: 'LEAST_REQUEST' | 'ROUND_ROBIN' | 'RANDOM';
  readonly consistentHash?: {
    readonly httpHeaderName?: string;
    readonly httpCookie?: { readonly name: string; readonly ttl?: string; readonly path?: string };
    readonly useSourceIp?: boolean;
    readonly httpQueryParameterName?: string;
    readonly ringHash?: { readonly minimumRingSize: number };
  };
  readonly warmup?: { readonly duration: string; readonly minimumPercent?: number; readonly aggression?: number };
  readonly localityLbSetting?: LocalityLbSetting;
}

/** When an endpoint is left out for a while. */
interface OutlierDetection {
  readonly splitExternalLocalOriginErrors?: boolean;
  readonly consecutiveLocalOriginFailures?: number;
  readonly consecutiveGatewayErrors?: number;
  readonly consecutive5xxErrors?: number;
  readonly interval?: string;
  readonly baseEjectionTime?: string;
  readonly maxEjectionPercent?: number;
  readonly minHealthPercent?: number;
}

/** How a client treats connections to one port of a host, or to all of them. */
export interface PortPolicy {
  readonly connectionPool?: ConnectionPool;
  readonly loadBalancer?: LoadBalancer;
  readonly outlierDetection?: OutlierDetection;
  readonly tls?: { readonly mode: 'ISTIO_MUTUAL'; readonly sni?: string };
}

/** How a client treats connections to a host. */
export interface TrafficPolicy extends PortPolicy {
  /** What holds for a port instead of all that is said beside: nothing of that is taken over. */
  readonly portLevelSettings?: readonly ({ readonly port: { readonly number: number } } & PortPolicy)[];
}
