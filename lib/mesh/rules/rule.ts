/**
 * One rule of a route: which requests it applies to, and what it does with them.
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
  /** A version of the service (MC008). */
  readonly version: V;
  /**
   * The one cluster that serves them: a cluster of the mesh (MC009) that runs the version (MC090).
   * @default - every cluster that runs the version, as the `distribution` of the service says
   */
  readonly cluster?: Cluster;
  /**
   * Its share, relative to the other destinations of the rule: an integer from 0 to 1000000 (MC011). At least one weight of a
   * rule is positive (MC012). Weights are written as percentages, and a positive one must not round to 0 % (MC011).
   * @default - equal shares. Then no destination of the rule may have a weight (MC013)
   */
  readonly weight?: number;
  /**
   * Changes of headers for this destination (MC045). They are applied after those of the rule: what a destination sets or
   * removes wins. It sets no authority if the rule does (MC046). If there are several destinations, it adds no header that the
   * rule adds as well (MC176).
   * @default - none
   */
  readonly headers?: HttpHeaders;
}

/** What all rules have in common. */
export interface RuleConditions {
  /**
   * A name for access logs: a text that is not empty (MC054).
   * @default - no name
   */
  readonly name?: string;
  /**
   * The clusters whose callers get the rule: clusters of the mesh (MC009). Each runs a caller of the service (MC042).
   * The rule is not written into other clusters.
   * @default - every cluster that runs a caller
   */
  readonly from?: readonly Cluster[];
  /**
   * Alternatives. At least one must hold. An alternative that can never be the first to hold is an error (MC041).
   * @default - every request. In each cluster that runs a caller, the last rule must be such a default (MC015), and no other
   * rule may be (MC016)
   */
  readonly match?: readonly HttpMatch[];
  /**
   * Changes of the headers of requests and responses (MC045, MC046), before those of a destination (MC176).
   * @default - none
   */
  readonly headers?: HttpHeaders;
  /**
   * Which pages from other origins may send requests (MC053).
   * @default - responses get no CORS headers
   */
  readonly corsPolicy?: CorsPolicy;
}

/** Options of rules that forward requests. */
export interface Forwarding<V extends string> {
  /**
   * Where the requests go: at least one destination (MC017).
   * @default - any version, in every cluster that the `distribution` of the service allows
   */
  readonly to?: readonly Destination<V>[];
  /**
   * Changes of requests before they are forwarded (MC047, MC175).
   * @default - requests are forwarded as they are
   */
  readonly rewrite?: HttpRewrite;
  /**
   * How long a request may take, including its retries (MC044).
   * @default - no limit
   */
  readonly timeout?: Duration;
  /**
   * Retries of failed requests (MC052).
   * @default - the retries of the mesh configuration. Istio's own default is 2 retries after `connect-failure`,
   * `refused-stream`, `unavailable` and `cancelled`. After the last two, a request may run twice
   */
  readonly retries?: HttpRetry;
  /**
   * Faults that are injected on purpose (MC050, MC051).
   * @default - none
   */
  readonly fault?: HttpFaultInjection;
  /**
   * Versions that get copies of the requests.
   * @default - none
   */
  readonly mirrors?: readonly HttpMirrorPolicy<V>[];
}

type Never<T> = { readonly [K in keyof T]?: never };

/** A rule that forwards requests. */
export interface ForwardRule<V extends string> extends RuleConditions, Forwarding<V> {
  readonly redirect?: never;
  readonly directResponse?: never;
}

/** A rule that sends callers elsewhere. */
export interface RedirectRule extends RuleConditions, Never<Forwarding<string>> {
  /** Where the rule sends callers (MC048, MC175, MC177). */
  readonly redirect: HttpRedirect;
  readonly directResponse?: never;
}

/** A rule that answers requests itself. */
export interface DirectResponseRule extends RuleConditions, Never<Forwarding<string>> {
  readonly redirect?: never;
  /** The response (MC049). */
  readonly directResponse: HttpDirectResponse;
}

/**
 * One rule of a route: which requests it applies to, and what it does with them. It redirects them, answers them, or forwards
 * them (MC040): to the versions in `to`, or to any version.
 *
 * @example
 * { match: [{ uri: StringMatch.prefix('/reviews') }], to: [{ version: 'v1' }], timeout: '2s' }
 * { match: [{ uri: StringMatch.exact('/old') }], redirect: { uri: '/new' } }
 * { retries: { attempts: 3, perTryTimeout: '1s', retryOn: 'safe' } }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute
 */
export type RouteRule<V extends string> = ForwardRule<V> | RedirectRule | DirectResponseRule;
