/**
 * Conditions on an HTTP request.
 * @module
 */
import type { MatchKind, StringMatch } from './string-match';

/** Comparisons by name. `StringMatch.present()` matches any value. */
export type NamedMatches = Readonly<Record<string, StringMatch<MatchKind>>>;

/**
 * Conditions that must all hold for a request, at least one (MC019). They are the conditions of Istio's HTTPMatchRequest, except
 * `gateways`: the routes of a mesh are for sidecars, and delegation extends them to ingress gateways.
 *
 * @example
 * { uri: StringMatch.prefix('/reviews'), headers: { 'end-user': StringMatch.exact('jason') } }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest
 */
export interface HttpMatch {
  /**
   * The path without its query, which starts with "/" (MC019, MC043). The prefix "/" matches every path.
   * @default - any path
   */
  readonly uri?: StringMatch;
  /**
   * The scheme: `http` or `https` (MC019, MC043). A sidecar takes it from the header X-Forwarded-Proto, and
   * assumes `http` without one.
   * @default - any scheme
   */
  readonly scheme?: StringMatch;
  /**
   * The method, in upper case (MC019, MC043).
   * @default - any method
   */
  readonly method?: StringMatch;
  /**
   * The Host header as the caller sent it, with a port if the caller wrote one: `reviews:9080` (MC019, MC043).
   * Callers leave out port 80 only (MC163).
   * @default - any authority
   */
  readonly authority?: StringMatch;
  /**
   * Headers by name, in any case, each once (MC019, MC043). They cannot be named `uri`, `scheme`, `method` or `authority`, which
   * Istio ignores (MC019).
   * @default - any headers
   */
  readonly headers?: NamedMatches;
  /**
   * The port that the caller uses: an HTTP, HTTP2 or GRPC port of the service (MC019).
   * @default - any of these ports
   */
  readonly port?: number;
  /**
   * Labels of the caller's Pods (MC019). Only their sidecars get the rule. Some declared caller must be able to have them (MC163).
   * @default - any caller
   */
  readonly sourceLabels?: Readonly<Record<string, string>>;
  /**
   * Query parameters by name, which are case-sensitive (MC019, MC043). Only the first of several values counts. `exact('')`
   * matches `?key`.
   * @default - any parameters
   */
  readonly queryParams?: NamedMatches;
  /**
   * Whether `uri` ignores case. The `uri` must be `exact` or `prefix` (MC019).
   * @default false
   */
  readonly ignoreUriCase?: boolean;
  /**
   * Headers by name that must not match (MC019, MC043). An absent header counts as an empty text: `exact('')` rules out requests
   * without the header, and `present()` rules out requests with it.
   * @default - none
   */
  readonly withoutHeaders?: NamedMatches;
  /**
   * The namespace of the caller: a DNS label (MC019). Some declared caller must be in it (MC163).
   * @default - any namespace
   */
  readonly sourceNamespace?: string;
}
