/**
 * What Istio's control plane says of requests: Envoy's routes as JSON, and what their conditions are made of.
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto
 * @module
 */

export interface StringMatcher {
  readonly exact?: string;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly contains?: string;
  readonly safeRegex?: { readonly regex?: string };
  readonly ignoreCase?: boolean;
}

export interface HeaderMatcher {
  readonly name: string;
  readonly stringMatch?: StringMatcher;
  readonly presentMatch?: boolean;
  readonly exactMatch?: string;
  readonly prefixMatch?: string;
  readonly suffixMatch?: string;
  readonly containsMatch?: string;
  readonly safeRegexMatch?: { readonly regex?: string };
  readonly invertMatch?: boolean;
  readonly treatMissingHeaderAsEmpty?: boolean;
}

export interface RouteConfiguration {
  readonly name?: string;
  readonly virtualHosts?: readonly VirtualHost[];
  readonly ignorePortInHostMatching?: boolean;
}

export interface VirtualHost {
  readonly name: string;
  readonly domains: readonly string[];
  readonly routes?: readonly Route[];
  readonly requireTls?: 'NONE' | 'EXTERNAL_ONLY' | 'ALL';
  readonly typedPerFilterConfig?: PerFilterConfig;
}

/** What Istio notes about a route or a cluster. */
export interface Metadata {
  readonly filterMetadata?: {
    readonly istio?: {
      readonly alpn_override?: string;
      /** The object that it comes from. */
      readonly config?: string;
      readonly services?: readonly { readonly host: string; readonly name: string; readonly namespace: string }[];
    };
  };
}

export interface Route extends HeaderChanges {
  readonly metadata?: Metadata;
  readonly match: RouteMatch;
  readonly route?: RouteAction;
  readonly redirect?: RedirectAction;
  readonly directResponse?: { readonly status: number };
  readonly typedPerFilterConfig?: PerFilterConfig;
}

export type PerFilterConfig = Readonly<Record<string, (Fault & Cors) | undefined>>;

export interface Cors {
  readonly allowOriginStringMatch?: readonly StringMatcher[];
  readonly forwardNotMatchingPreflights?: boolean;
}

export interface Fault {
  readonly abort?: {
    readonly httpStatus?: number;
    readonly grpcStatus?: number;
    readonly percentage?: FractionalPercent;
  };
  readonly delay?: { readonly percentage?: FractionalPercent };
}

export interface FractionalPercent {
  readonly numerator?: number;
  readonly denominator?: 'HUNDRED' | 'TEN_THOUSAND' | 'MILLION';
}

export interface RouteMatch {
  readonly prefix?: string;
  readonly path?: string;
  readonly safeRegex?: { readonly regex?: string };
  readonly pathSeparatedPrefix?: string;
  /** True if it is not there. */
  readonly caseSensitive?: boolean;
  readonly headers?: readonly HeaderMatcher[];
  readonly queryParameters?: readonly {
    readonly name: string;
    readonly stringMatch?: StringMatcher;
    readonly presentMatch?: boolean;
  }[];
  readonly dynamicMetadata?: readonly object[];
}

export interface HeaderChanges {
  readonly requestHeadersToAdd?: readonly HeaderToAdd[];
  readonly requestHeadersToRemove?: readonly string[];
}

export interface HeaderToAdd {
  readonly header: { readonly key: string; readonly value?: string };
  readonly appendAction?: string;
}

export interface RegexRewrite {
  readonly pattern?: { readonly regex?: string };
  readonly substitution?: string;
}

export interface RouteAction {
  readonly cluster?: string;
  readonly weightedClusters?: { readonly clusters?: readonly WeightedCluster[] };
  readonly clusterNotFoundResponseCode?: string;
  readonly prefixRewrite?: string;
  readonly regexRewrite?: RegexRewrite;
  readonly hostRewriteLiteral?: string;
  readonly retryPolicy?: RetryPolicy;
  readonly requestMirrorPolicies?: readonly MirrorPolicy[];
}

export interface MirrorPolicy {
  readonly cluster: string;
  readonly runtimeFraction?: { readonly defaultValue?: FractionalPercent };
}

export interface WeightedCluster extends HeaderChanges {
  readonly name: string;
  readonly weight?: number;
  readonly hostRewriteLiteral?: string;
}

export interface RetryPolicy {
  readonly retryOn?: string;
  readonly numRetries?: number;
  readonly retriableStatusCodes?: readonly number[];
}

export interface RedirectAction {
  readonly responseCode?: string;
  readonly schemeRedirect?: string;
  readonly httpsRedirect?: boolean;
  readonly hostRedirect?: string;
  readonly portRedirect?: number;
  readonly pathRedirect?: string;
  readonly prefixRewrite?: string;
  readonly regexRewrite?: RegexRewrite;
  readonly stripQuery?: boolean;
}
