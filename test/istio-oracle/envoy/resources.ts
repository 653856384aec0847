/**
 * What a proxy gets from Istio's control plane, as far as the oracle reads it: Envoy's messages as JSON.
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/api
 * @module
 */

import type { Rbac } from './rbac-rules';
import type { Metadata, RouteConfiguration, StringMatcher } from './route-resources';

/** What a proxy gets. */
export interface Resources {
  readonly listeners: readonly Listener[];
  readonly routes: readonly RouteConfiguration[];
  readonly clusters: readonly Cluster[];
  readonly endpoints: readonly LoadAssignment[];
}

export interface SocketAddress {
  readonly socketAddress?: { readonly address: string; readonly portValue?: number };
}

export interface Listener {
  readonly name: string;
  readonly address: SocketAddress;
  readonly additionalAddresses?: readonly { readonly address: SocketAddress }[];
  readonly filterChains?: readonly FilterChain[];
  readonly defaultFilterChain?: FilterChain;
  readonly listenerFilters?: readonly ListenerFilter[];
  readonly bindToPort?: boolean;
}

export interface ListenerFilter {
  readonly name: string;
  readonly filterDisabled?: ListenerPredicate;
}

export interface ListenerPredicate {
  readonly orMatch?: { readonly rules?: readonly ListenerPredicate[] };
  readonly andMatch?: { readonly rules?: readonly ListenerPredicate[] };
  readonly notMatch?: ListenerPredicate;
  readonly anyMatch?: boolean;
  readonly destinationPortRange?: { readonly start?: number; readonly end?: number };
}

export interface FilterChain {
  readonly name?: string;
  readonly filterChainMatch?: FilterChainMatch;
  readonly filters?: readonly NetworkFilter[];
  readonly transportSocket?: TransportSocket;
}

export interface FilterChainMatch {
  readonly destinationPort?: number;
  readonly prefixRanges?: readonly { readonly addressPrefix: string; readonly prefixLen?: number }[];
  readonly serverNames?: readonly string[];
  readonly transportProtocol?: string;
  readonly applicationProtocols?: readonly string[];
}

/** A filter of a connection; which fields it has depends on its name. */
export interface NetworkFilter {
  readonly name: string;
  readonly typedConfig?: TcpProxy & ConnectionManager & Rbac;
}

export interface TcpProxy {
  readonly cluster?: string;
  readonly weightedClusters?: { readonly clusters?: readonly { readonly name: string; readonly weight?: number }[] };
}

export interface ConnectionManager {
  readonly rds?: { readonly routeConfigName: string };
  readonly routeConfig?: RouteConfiguration;
  readonly httpFilters?: readonly HttpFilter[];
  readonly useRemoteAddress?: boolean;
  readonly normalizePath?: boolean;
  readonly mergeSlashes?: boolean;
  readonly pathWithEscapedSlashesAction?: string;
}

export interface HttpFilter {
  readonly name: string;
  readonly typedConfig?: Rbac;
}

export interface Cluster {
  readonly name: string;
  readonly type?: 'STATIC' | 'STRICT_DNS' | 'LOGICAL_DNS' | 'EDS' | 'ORIGINAL_DST';
  readonly clusterType?: object;
  readonly edsClusterConfig?: { readonly serviceName?: string };
  readonly loadAssignment?: LoadAssignment;
  readonly transportSocket?: TransportSocket;
  readonly transportSocketMatches?: readonly TransportSocketMatch[];
  readonly commonLbConfig?: { readonly localityWeightedLbConfig?: object };
  readonly originalDstLbConfig?: { readonly upstreamPortOverride?: number };
  readonly metadata?: Metadata;
  readonly typedExtensionProtocolOptions?: Readonly<Record<string, ProtocolOptions>>;
}

interface ProtocolOptions {
  readonly explicitHttpConfig?: { readonly http2ProtocolOptions?: object };
}

export interface TransportSocketMatch {
  readonly name: string;
  readonly match?: Readonly<Record<string, string>>;
  readonly transportSocket: TransportSocket;
}

export interface TransportSocket {
  readonly name: string;
  readonly typedConfig?: TlsContext;
}

/** The context of a client or of a server. */
export interface TlsContext {
  readonly sni?: string;
  readonly requireClientCertificate?: boolean;
  readonly commonTlsContext?: {
    readonly alpnProtocols?: readonly string[];
    readonly tlsCertificateSdsSecretConfigs?: readonly { readonly name: string }[];
    readonly combinedValidationContext?: { readonly defaultValidationContext?: ValidationContext };
    readonly validationContext?: ValidationContext;
  };
}

export interface ValidationContext {
  readonly matchSubjectAltNames?: readonly StringMatcher[];
  readonly matchTypedSubjectAltNames?: readonly { readonly sanType?: string; readonly matcher: StringMatcher }[];
}

export interface LoadAssignment {
  readonly clusterName: string;
  readonly endpoints?: readonly LocalityEndpoints[];
}

export interface LocalityEndpoints {
  readonly lbEndpoints?: readonly LbEndpoint[];
  readonly loadBalancingWeight?: number;
  readonly priority?: number;
}

export interface LbEndpoint {
  readonly endpoint?: { readonly address?: SocketAddress; readonly hostname?: string };
  readonly healthStatus?: string;
  readonly loadBalancingWeight?: number;
  readonly metadata?: {
    readonly filterMetadata?: {
      readonly 'envoy.transport_socket_match'?: Readonly<Record<string, string>>;
      /** The workload, as `<name>;<namespace>;<service>;<version>;<cluster>`. */
      readonly istio?: { readonly workload?: string };
    };
  };
}
