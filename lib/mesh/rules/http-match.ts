/**
 * Conditions on an HTTP request.
 * @module
 */
import type { MatchKind, StringMatch } from './string-match';

/** Comparisons by name; `StringMatch.present()` asks for no more than the name. */
export type NamedMatches = Readonly<Record<string, StringMatch<MatchKind>>>;

/**
 * Conditions that must all hold for a request, at least one (MC019). Every condition of Istio's HTTPMatchRequest but
 * `gateways`, as a mesh route has none; its `name` and `statPrefix` are no conditions.
 *
 * @example
 * { uri: StringMatch.prefix('/reviews'), headers: { 'end-user': StringMatch.exact('jason') } }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest
 */
export interface HttpMatch {
  /**
   * The path, which starts with "/", without its query (MC019). The prefix "/" matches every path.
   * @default - any path
   */
  readonly uri?: StringMatch;
  /**
   * The scheme: `http` or `https`. A sidecar takes it from the header X-Forwarded-Proto; without one it is `http`.
   * @default - any scheme
   */
  readonly scheme?: StringMatch;
  /**
   * The method, in upper case.
   * @default - any method
   */
  readonly method?: StringMatch;
  /**
   * The Host header as it was sent, with the port where the caller named it: `reviews:9080`.
   * @default - any authority
   */
  readonly authority?: StringMatch;
  /**
   * Headers by name, in any case; not `uri`, `scheme`, `method` or `authority`, which Istio ignores here (MC019).
   * @default - any headers
   */
  readonly headers?: NamedMatches;
  /**
   * The port that is addressed: one of the service's of HTTP, HTTP2 or GRPC (MC019). Of an only one it holds for every request.
   * @default - any of them
   */
  readonly port?: number;
  /**
   * Labels that the Pods of the caller have; their sidecars alone get the rule. Keys and values are those of Kubernetes
   * labels (MC019).
   * @default - any caller
   */
  readonly sourceLabels?: Readonly<Record<string, string>>;
  /**
   * Query parameters by name, in exactly this case; the first of several values counts. `exact('')` matches `?key`.
   * @default - any parameters
   */
  readonly queryParams?: NamedMatches;
  /**
   * Whether upper and lower case are the same in `uri`, which must be `exact` or `prefix` then (MC019).
   * @default false
   */
  readonly ignoreUriCase?: boolean;
  /**
   * Headers by name that must not match. A header that is absent counts as the empty text, so that `exact('')` rules out
   * requests without it; `present()` rules out those with it.
   * @default - none
   */
  readonly withoutHeaders?: NamedMatches;
  /**
   * The namespace of the caller, a DNS label (MC019).
   * @default - any namespace
   */
  readonly sourceNamespace?: string;
}
