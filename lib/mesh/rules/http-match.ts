/**
 * Conditions on an HTTP request.
 * @module
 */
import type { MatchKind, StringMatch } from './string-match';

/** Comparisons by name. `StringMatch.present()` asks for the name only. */
export type NamedMatches = Readonly<Record<string, StringMatch<MatchKind>>>;

/**
 * Conditions that must all hold for a request, at least one (MC019): those of Istio's HTTPMatchRequest except `gateways`,
 * as the routes of a mesh are for sidecars.
 *
 * @example
 * { uri: StringMatch.prefix('/reviews'), headers: { 'end-user': StringMatch.exact('jason') } }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest
 */
export interface HttpMatch {
  /**
   * The path without its query: a text that starts with "/" (MC019, MC043). The prefix "/" matches every path.
   * @default - any path
   */
  readonly uri?: StringMatch;
  /**
   * The scheme: `http` or `https` (MC019, MC043). A sidecar takes it from the header X-Forwarded-Proto; without one it is `http`.
   * @default - any scheme
   */
  readonly scheme?: StringMatch;
  /**
   * The method, in upper case (MC019, MC043).
   * @default - any method
   */
  readonly method?: StringMatch;
  /**
   * The Host header as the caller sent it, with the port if the caller named it: `reviews:9080` (MC019, MC043).
   * @default - any authority
   */
  readonly authority?: StringMatch;
  /**
   * Headers by name, in any case, each once (MC019, MC043). Istio ignores `uri`, `scheme`, `method` and `authority` here (MC019).
   * @default - any headers
   */
  readonly headers?: NamedMatches;
  /**
   * The port that is addressed: an HTTP, HTTP2 or GRPC port of the service (MC019). If it has one such port, every request is
   * for it.
   * @default - any of these ports
   */
  readonly port?: number;
  /**
   * Labels that the Pods of the caller have (MC019). Only their sidecars get the rule.
   * @default - any caller
   */
  readonly sourceLabels?: Readonly<Record<string, string>>;
  /**
   * Query parameters by name, in exactly this case (MC019, MC043). The first of several values counts. `exact('')` matches `?key`.
   * @default - any parameters
   */
  readonly queryParams?: NamedMatches;
  /**
   * Whether upper and lower case are the same in `uri`. It is `exact` or `prefix` then (MC019).
   * @default false
   */
  readonly ignoreUriCase?: boolean;
  /**
   * Headers by name that must not match (MC019, MC043). A header that is absent counts as the empty text: `exact('')` rules out
   * requests without the header, `present()` those with it.
   * @default - none
   */
  readonly withoutHeaders?: NamedMatches;
  /**
   * The namespace of the caller: a DNS label (MC019).
   * @default - any namespace
   */
  readonly sourceNamespace?: string;
}
