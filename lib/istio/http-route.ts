/**
 * The rules of a VirtualService for HTTP requests, as readonly types. Fields, their order and their meanings are Istio's.
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute
 * @module
 */
import type { Destination, RouteDestination } from './destination';
import type { HTTPMatchRequest, StringMatch } from './http-match-request';

interface HeaderOperations {
  readonly set?: Readonly<Record<string, string>>;
  readonly add?: Readonly<Record<string, string>>;
  readonly remove?: readonly string[];
}

interface Headers {
  readonly request?: HeaderOperations;
  readonly response?: HeaderOperations;
}

interface Percent {
  readonly value?: number;
}

/** Where requests go, with a weight if there are several destinations. */
export interface HTTPRouteDestination extends RouteDestination {
  readonly headers?: Headers;
}

/** A response that sends the caller elsewhere. */
interface HTTPRedirect {
  readonly uri?: string;
  readonly authority?: string;
  readonly port?: number;
  readonly derivePort?: 'FROM_PROTOCOL_DEFAULT' | 'FROM_REQUEST_PORT';
  readonly scheme?: string;
  readonly redirectCode?: number;
  readonly prefixRewrite?: string;
}

/** A fixed response. */
interface HTTPDirectResponse {
  readonly status: number;
  readonly body?: { readonly string?: string; readonly bytes?: string };
}

/** The VirtualService without hosts whose rules replace this rule. */
interface Delegate {
  readonly name?: string;
  readonly namespace?: string;
}

/** How a request is changed before it is sent. */
interface HTTPRewrite {
  readonly uri?: string;
  readonly authority?: string;
  readonly uriRegexRewrite?: { readonly match?: string; readonly rewrite?: string };
}

/** Faults that are injected on purpose. */
export interface HTTPFaultInjection {
  readonly delay?: {
    readonly percentage?: Percent;
    readonly fixedDelay?: string;
    readonly exponentialDelay?: string;
  };
  readonly abort?: {
    readonly percentage?: Percent;
    readonly httpStatus?: number;
    readonly grpcStatus?: string;
    readonly http2Error?: string;
  };
}

/** When a failed request is sent again. */
export interface HTTPRetry {
  readonly attempts?: number;
  readonly perTryTimeout?: string;
  readonly retryOn?: string;
  readonly retryRemoteLocalities?: boolean;
  readonly retryIgnorePreviousHosts?: boolean;
  readonly backoff?: string;
}

/** Which pages from other origins may send requests. */
export interface CorsPolicy {
  readonly allowOrigins?: readonly StringMatch[];
  readonly allowMethods?: readonly string[];
  readonly allowHeaders?: readonly string[];
  readonly exposeHeaders?: readonly string[];
  readonly maxAge?: string;
  readonly allowCredentials?: boolean;
  readonly unmatchedPreflights?: 'UNSPECIFIED' | 'FORWARD' | 'IGNORE';
}

/** A destination that gets copies of requests. */
interface HTTPMirrorPolicy {
  readonly destination: Destination;
  readonly percentage?: Percent;
}

/** One rule for HTTP requests. */
export interface HTTPRoute {
  readonly name?: string;
  readonly match?: readonly HTTPMatchRequest[];
  readonly route?: readonly HTTPRouteDestination[];
  readonly redirect?: HTTPRedirect;
  readonly directResponse?: HTTPDirectResponse;
  readonly delegate?: Delegate;
  readonly rewrite?: HTTPRewrite;
  readonly timeout?: string;
  readonly retries?: HTTPRetry;
  readonly fault?: HTTPFaultInjection;
  /** A single destination, which gets copies of `mirrorPercentage` percent of the requests. */
  readonly mirror?: Destination;
  readonly mirrors?: readonly HTTPMirrorPolicy[];
  readonly mirrorPercentage?: Percent;
  readonly corsPolicy?: CorsPolicy;
  readonly headers?: Headers;
}
