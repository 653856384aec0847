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
  /** A version of the service (MC008). */
  readonly version: V;
  /**
   * The one cluster that serves them: a cluster of the mesh (MC009) that runs the version (MC090).
   * @default - every cluster that runs the version, as the `distribution` of the service says
   */
  readonly cluster?: Cluster;
  /**
   * Its share, relative to the other destinations of the rule: an integer from 0 to 1000000 (MC011), not 0 for all of them
   * (MC012). Shares are written as percentages; a positive one must not round to 0 % (MC011).
   * @default - equal shares; no destination of the rule has a weight then (MC013)
   */
  readonly weight?: number;
  /**
   * Headers that are changed for this destination. If it is the only one, this happens after the changes of the rule. If it
   * is one of several, it happens before them, so that the rule prevails.
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
   * The clusters whose callers the rule is for: clusters of the mesh (MC009), each of which runs a caller of the service
   * (MC042). The rule is written into no other cluster.
   * @default - every cluster that runs a caller
   */
  readonly from?: readonly [Cluster, ...Cluster[]];
  /**
   * Alternatives, one of which must hold. One that can never be the first to hold is an error (MC041).
   * @default - every request; in each cluster that runs a caller, the last rule is such a default (MC015), and no other rule
   * is (MC016)
   */
  readonly match?: readonly HttpMatch[];
  /**
   * Headers of requests and responses that are changed (MC045, MC046).
   * @default - none
   */
  readonly headers?: HttpHeaders;
  /**
   * Which pages of other origins may call (MC053).
   * @default - responses get no headers of Cross-Origin Resource Sharing
   */
  readonly corsPolicy?: CorsPolicy;
}

/** Where requests are forwarded to, and how. */
export interface Forwarding<V extends string> {
  /** Where the requests go: at least one destination (MC017). */
  readonly to: readonly Destination<V>[];
  /**
   * What requests become before they are forwarded (MC047).
   * @default - requests are forwarded as they are
   */
  readonly rewrite?: HttpRewrite;
  /**
   * How long a request may take, its retries included (MC044).
   * @default - no limit
   */
  readonly timeout?: Duration;
  /**
   * When a failed request is sent again (MC052).
   * @default - as the mesh configuration says. If it says nothing: twice, after `connect-failure`, `refused-stream`,
   * `unavailable` and `cancelled`; after the last two, a request may run twice
   */
  readonly retries?: HttpRetry;
  /**
   * Faults that are made on purpose (MC050, MC051).
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
  /** Where callers are sent (MC048). */
  readonly redirect: HttpRedirect;
  readonly directResponse?: never;
}

/** A rule that answers requests itself. */
export interface DirectResponseRule extends RuleConditions, Never<Forwarding<string>> {
  readonly redirect?: never;
  /** The answer (MC049). */
  readonly directResponse: HttpDirectResponse;
}

/**
 * One rule of a route: which requests it is for, and what becomes of them. They are either forwarded (`to`), redirected or
 * answered (MC017, MC040).
 *
 * @example
 * { match: [{ uri: StringMatch.prefix('/reviews') }], to: [{ version: 'v1' }], timeout: '2s' }
 * { match: [{ uri: StringMatch.exact('/old') }], redirect: { uri: '/new' } }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute
 */
export type RouteRule<V extends string> = ForwardRule<V> | RedirectRule | DirectResponseRule;
