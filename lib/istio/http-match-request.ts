/**
 * The conditions of a VirtualService's HTTP rules, as readonly types. Fields and their meanings are Istio's.
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest
 * @module
 */
import type { Labels } from './labels';

/** How a text is compared: by one of the fields. Without any, it is asked whether the text is there. */
export interface StringMatch {
  readonly exact?: string;
  readonly prefix?: string;
  /** An RE2 expression for the whole text. */
  readonly regex?: string;
}

/** Comparisons by the name of what is compared. */
export type StringMatches = Readonly<Record<string, StringMatch>>;

/** The conditions of one match, all of which must hold. */
export interface HTTPMatchRequest {
  readonly name?: string;
  readonly uri?: StringMatch;
  readonly scheme?: StringMatch;
  readonly method?: StringMatch;
  readonly authority?: StringMatch;
  readonly headers?: StringMatches;
  readonly port?: number;
  readonly sourceLabels?: Labels;
  /** Gateways by name, and `mesh` for sidecars. If there are any, the other conditions on the caller are ignored. */
  readonly gateways?: readonly string[];
  readonly queryParams?: StringMatches;
  readonly ignoreUriCase?: boolean;
  readonly withoutHeaders?: StringMatches;
  readonly sourceNamespace?: string;
  readonly statPrefix?: string;
}
