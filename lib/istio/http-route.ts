/**
 * One rule of a VirtualService, as readonly types. Fields, and their order, are Istio's.
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute
 * @module
 */

/** How a text is compared. */
export type TextMatchSpec = { readonly exact: string } | { readonly prefix: string } | { readonly regex: string };

/** How a part of a request that may be absent is compared; the empty object asks for its presence. */
export type StringMatchSpec = TextMatchSpec | Readonly<Record<string, never>>;

/** Comparisons by name. */
export type NamedMatchSpecs = Readonly<Record<string, StringMatchSpec>>;

/** The conditions of one match; all must hold. */
export interface HttpMatchSpec {
  readonly uri?: TextMatchSpec;
  readonly scheme?: TextMatchSpec;
  readonly method?: TextMatchSpec;
  readonly authority?: TextMatchSpec;
  readonly headers?: NamedMatchSpecs;
  readonly port?: number;
  readonly sourceLabels?: Readonly<Record<string, string>>;
  readonly queryParams?: NamedMatchSpecs;
  readonly ignoreUriCase?: boolean;
  readonly withoutHeaders?: NamedMatchSpecs;
  readonly sourceNamespace?: string;
}

/** What a rule calls a destination. */
export interface DestinationSpec {
  readonly host: string;
  readonly subset?: string;
  /** Only where it is not the port that was called. */
  readonly port?: { readonly number: number };
}

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
  readonly value: number;
}

/** Where requests go, with a share when there are several. */
export interface HttpRouteDestination {
  readonly destination: DestinationSpec;
  readonly weight?: number;
  readonly headers?: Headers;
}

/** Faults that are made on purpose. */
export interface HttpFaultSpec {
  readonly delay?: { readonly percentage: Percent; readonly fixedDelay: string };
  readonly abort?: { readonly percentage: Percent; readonly httpStatus?: number; readonly grpcStatus?: string };
}

/** When a failed request is sent again. */
export interface HttpRetrySpec {
  readonly attempts: number;
  readonly perTryTimeout?: string;
  readonly retryOn?: string;
  readonly retryRemoteLocalities?: boolean;
  readonly retryIgnorePreviousHosts?: boolean;
  readonly backoff?: string;
}

/** Which pages of other origins may call. */
export interface CorsPolicySpec {
  readonly allowOrigins?: readonly TextMatchSpec[];
  readonly allowMethods?: readonly string[];
  readonly allowHeaders?: readonly string[];
  readonly exposeHeaders?: readonly string[];
  readonly maxAge?: string;
  readonly allowCredentials?: boolean;
  readonly unmatchedPreflights?: 'FORWARD' | 'IGNORE';
}

/** A destination that gets a copy of requests. */
export interface HttpMirrorSpec {
  readonly destination: DestinationSpec;
  readonly percentage?: Percent;
}

/** One rule of a VirtualService. */
export interface HttpRoute {
  readonly name?: string;
  readonly match?: readonly HttpMatchSpec[];
  readonly route?: readonly HttpRouteDestination[];
  readonly redirect?: {
    readonly uri?: string;
    readonly authority?: string;
    readonly port?: number;
    readonly derivePort?: 'FROM_PROTOCOL_DEFAULT' | 'FROM_REQUEST_PORT';
    readonly scheme?: string;
    readonly redirectCode?: number;
    readonly prefixRewrite?: string;
  };
  readonly directResponse?: {
    readonly status: number;
    readonly body?: { readonly string?: string; readonly bytes?: string };
  };
  readonly rewrite?: {
    readonly uri?: string;
    readonly authority?: string;
    readonly uriRegexRewrite?: { readonly match: string; readonly rewrite: string };
  };
  readonly timeout?: string;
  readonly retries?: HttpRetrySpec;
  readonly fault?: HttpFaultSpec;
  readonly mirrors?: readonly HttpMirrorSpec[];
  readonly corsPolicy?: CorsPolicySpec;
  readonly headers?: Headers;
}
