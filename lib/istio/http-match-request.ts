/**
 * The conditions of a VirtualService's HTTP rules, as readonly types. Fields and their meanings are Istio's.
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest
 * @module
 */
import type { Labels } from './labels';

/** How a text is compared: by one of the fields. Without a field, the condition is that the text is present. */
export interface StringMatch {
  readonly exact?: string;
  readonly prefix?: string;
  /** An RE2 expression for the whole text. */
  readonly regex?: string;
}

/** Comparisons by the name of the header or the parameter. */
export type StringMatches = Readonly<Record<string, StringMatch>>;

/** The conditions of one match. All of them must hold. */
export interface HTTPMatchRequest {
  readonly name?: string;
  readonly uri?: StringMatch;
  readonly scheme?: StringMatch;
  readonly method?: StringMatch;
  readonly authority?: StringMatch;
  readonly headers?: StringMatches;
  readonly port?: number;
  readonly sourceLabels?: Labels;
  /** Names of gateways, and `mesh` for sidecars. If there are any, Istio ignores the other conditions on the caller. */
  readonly gateways?: readonly string[];
  readonly queryParams?: StringMatches;
  readonly ignoreUriCase?: boolean;
  readonly withoutHeaders?: StringMatches;
  readonly sourceNamespace?: string;
  readonly statPrefix?: string;
}
