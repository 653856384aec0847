/**
 * DestinationRule, as readonly types. Fields and their meanings are Istio's.
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/
 * @module
 */
import type { Labels, WorkloadSelector } from './labels';

/** Limits of open connections and waiting requests. */
interface ConnectionPoolSettings {
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
    readonly http2KeepAlive?: { readonly interval?: string; readonly timeout?: string };
  };
}

/** Which endpoints are preferred. */
interface LocalityLoadBalancerSetting {
  readonly distribute?: readonly { readonly from?: string; readonly to?: Readonly<Record<string, number>> }[];
  readonly failover?: readonly { readonly from?: string; readonly to?: string }[];
  /** Labels, with or without values. An endpoint's priority is the number of labels, from the first on, that it matches. */
  readonly failoverPriority?: readonly string[];
  readonly enabled?: boolean;
}

/** The property of requests that decides which endpoint they go to. */
interface ConsistentHashLB {
  readonly httpHeaderName?: string;
  readonly httpCookie?: {
    readonly name: string;
    readonly path?: string;
    readonly ttl?: string;
    readonly attributes?: readonly { readonly name: string; readonly value?: string }[];
  };
  readonly useSourceIp?: boolean;
  readonly httpQueryParameterName?: string;
  readonly ringHash?: { readonly minimumRingSize?: number };
  readonly maglev?: { readonly tableSize?: number };
}

/** How an endpoint is chosen. */
interface LoadBalancerSettings {
  readonly simple?: 'UNSPECIFIED' | 'LEAST_CONN' | 'RANDOM' | 'PASSTHROUGH' | 'ROUND_ROBIN' | 'LEAST_REQUEST';
  readonly consistentHash?: ConsistentHashLB;
  readonly localityLbSetting?: LocalityLoadBalancerSetting;
  readonly warmup?: { readonly duration: string; readonly minimumPercent?: number; readonly aggression?: number };
}

/** When an endpoint is ejected for a while. */
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

/** The TLS settings of a client. */
interface ClientTLSSettings {
  readonly mode?: 'DISABLE' | 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL';
  readonly clientCertificate?: string;
  readonly privateKey?: string;
  readonly caCertificates?: string;
  readonly caCrl?: string;
  readonly credentialName?: string;
  readonly subjectAltNames?: readonly string[];
  /** The server name (SNI) that it sends. By default, it contains the direction, the port, the subset and the host. */
  readonly sni?: string;
  readonly insecureSkipVerify?: boolean;
}

/** How a client treats connections to one port of a host. */
export interface PortTrafficPolicy {
  readonly port?: { readonly number?: number };
  readonly connectionPool?: ConnectionPoolSettings;
  readonly loadBalancer?: LoadBalancerSettings;
  readonly outlierDetection?: OutlierDetection;
  readonly tls?: ClientTLSSettings;
}

/** How a client treats connections to a host. */
export interface TrafficPolicy extends Omit<PortTrafficPolicy, 'port'> {
  /** Policies of single ports. Each replaces the whole policy above it for its port; nothing is inherited. */
  readonly portLevelSettings?: readonly PortTrafficPolicy[];
  readonly tunnel?: { readonly protocol?: string; readonly targetHost: string; readonly targetPort: number };
  readonly proxyProtocol?: { readonly version?: 'V1' | 'V2' };
}

/** A named part of a host's endpoints. */
export interface Subset {
  readonly name: string;
  /** The labels of its endpoints. Without labels, all endpoints belong to it. */
  readonly labels?: Labels;
  readonly trafficPolicy?: TrafficPolicy;
}

/** Policies and subsets of a host. */
export interface DestinationRuleSpec {
  readonly host: string;
  readonly trafficPolicy?: TrafficPolicy;
  readonly subsets?: readonly Subset[];
  /** The namespaces that see it. Without a list, all do. `.` is its own namespace. */
  readonly exportTo?: readonly string[];
  /** The clients that it applies to. Without a selector, it applies to all. */
  readonly workloadSelector?: WorkloadSelector;
}
