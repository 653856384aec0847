/**
 * Rules as they are planned.
 * @module
 */
import type { CorsPolicy } from '../../istio';
import type { Conditions } from '../../match';
import type { Cluster } from '../cluster';
import type { Destination, DirectResponseRule, Forwarding, RedirectRule, RuleConditions } from './rule';

/** A destination of a planned rule. */
export interface RouteDestination extends Pick<Destination<string>, 'headers'> {
  /** The version; undefined for any version. */
  readonly version: string | undefined;
  /** The one cluster that serves the requests; undefined for all clusters that run the version. */
  readonly cluster: Cluster | undefined;
  /** Its percentage; undefined if it is the only destination. */
  readonly weight: number | undefined;
}

/** The destinations of a rule that sends requests to any version. A rule without "to" has them. */
export const ANY_VERSION: readonly RouteDestination[] = [{ version: undefined, cluster: undefined, weight: undefined }];

type Given<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** What a rule does with requests, apart from its destinations. */
export interface RuleActions
  extends
    Given<Pick<RuleConditions, 'name' | 'headers'>>,
    Given<Omit<Forwarding<string>, 'to'>>,
    Given<Pick<RedirectRule, 'redirect'>>,
    Given<Pick<DirectResponseRule, 'directResponse'>> {
  /**
   * Which pages from other origins may send requests, in Istio's form.
   * @default - responses get no CORS headers
   */
  readonly corsPolicy?: CorsPolicy | undefined;
}

/** A rule, after reading. */
export interface PlannedRule {
  /** The clusters whose callers get the rule; undefined for all callers. */
  readonly from: readonly Cluster[] | undefined;
  /** Alternatives, in Istio's form. Without any, the rule applies to every request. */
  readonly match: readonly Conditions[];
  /**
   * The destinations; empty if the rule redirects or answers requests. A rule without `to` has one destination, whose version
   * is undefined.
   */
  readonly to: readonly RouteDestination[];
  /** What else the rule does with requests. */
  readonly actions: RuleActions;
}
