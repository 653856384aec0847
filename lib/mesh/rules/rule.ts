/**
 * One rule of a route: which requests, and what becomes of them.
 * @module
 */
import type { Duration } from '../../reading';
import type { Cluster } from '../cluster';
import type { CorsPolicy } from './cors';
import type { HttpDirectResponse } from './direct-response';
import type { HttpFaultInjection } from './fault';
import type { HttpHeaders } from './headers';
import type { HttpMatch } from './http-match';
import type { HttpMirrorPolicy } from './mirrors';
import type { HttpRedirect } from './redirect';
import type { HttpRetry } from './retries';
import type { HttpRewrite } from './rewrite';

/** A version that requests go to. */
export interface Destination<V extends string> {
  /** A version of the service. */
  readonly version: V;
  /**
   * The one cluster that serves them, which runs the version (MC090).
   * @default - every cluster that runs the version, as the service's `distribution` says
   */
  readonly cluster?: Cluster;
  /**
   * Its share, an integer from 0 to 1000000 (MC011), relative to the other destinations of the rule. Shares are written
   * as percentages; a positive share that would round to 0 % is an error (MC011).
   * @default - equal shares, when no destination of the rule has a weight (MC013)
   */
  readonly weight?: number;
  /**
   * Headers that are changed for this destination: after those of the rule where it is the only one, before them where it is
   * one of several, so that what the rule sets holds then.
   * @default - none
   */
  readonly headers?: HttpHeaders;
}

/** What every rule may say. */
export interface RuleConditions {
  /**
   * A name for access logs, not empty (MC054).
   * @default - none
   */
  readonly name?: string;
  /**
   * The clusters whose callers the rule is for; each runs a caller of the service (MC009, MC042). It is written nowhere
   * else.
   * @default - every cluster that runs a caller
   */
  readonly from?: readonly [Cluster, ...Cluster[]];
  /**
   * Alternatives, one of which must hold. One that can never be the first to hold is an error (MC041).
   * @default - every request; in every cluster that runs a caller only the last rule is such a default, and it must be
   * (MC015, MC016)
   */
  readonly match?: readonly HttpMatch[];
  /**
   * Headers of requests and responses that are changed.
   * @default - none
   */
  readonly headers?: HttpHeaders;
  /**
   * Which pages of other origins may call.
   * @default - no headers of Cross-Origin Resource Sharing are written
   */
  readonly corsPolicy?: CorsPolicy;
}

/** Where requests are forwarded to, and how. */
export interface Forwarding<V extends string> {
  /** Where the requests go: at least one destination (MC017). */
  readonly to: readonly Destination<V>[];
  /**
   * What requests become before.
   * @default - they are kept
   */
  readonly rewrite?: HttpRewrite;
  /**
   * How long a request may take, its retries included.
   * @default - as long as it takes
   */
  readonly timeout?: Duration;
  /**
   * When a failed request is sent again.
   * @default - what the mesh configuration says, or else Istio's own: twice, after `connect-failure`, `refused-stream`,
   * `unavailable` and `cancelled`, of which the last two may run a request again
   */
  readonly retries?: HttpRetry;
  /**
   * Faults that are made on purpose.
   * @default - none
   */
  readonly fault?: HttpFaultInjection;
  /**
   * Versions that get a copy of the requests.
   * @default - none
   */
  readonly mirrors?: readonly HttpMirrorPolicy<V>[];
}

type Never<T> = { readonly [K in keyof T]?: never };

/** A rule that forwards requests to versions. */
export interface ForwardRule<V extends string> extends RuleConditions, Forwarding<V> {
  readonly redirect?: never;
  readonly directResponse?: never;
}

/** A rule that sends callers elsewhere. */
export interface RedirectRule extends RuleConditions, Never<Forwarding<string>> {
  /** Where to. */
  readonly redirect: HttpRedirect;
  readonly directResponse?: never;
}

/** A rule that answers itself. */
export interface DirectResponseRule extends RuleConditions, Never<Forwarding<string>> {
  readonly redirect?: never;
  /** What it answers. */
  readonly directResponse: HttpDirectResponse;
}

/**
 * One rule of a route: which requests, and whether they are forwarded (`to`), redirected or answered, one of the three
 * (MC017, MC040).
 *
 * @example
 * { match: [{ uri: StringMatch.prefix('/reviews') }], to: [{ version: 'v1' }], timeout: '2s' }
 * { match: [{ uri: StringMatch.exact('/old') }], redirect: { uri: '/new' } }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute
 */
export type RouteRule<V extends string> = ForwardRule<V> | RedirectRule | DirectResponseRule;
