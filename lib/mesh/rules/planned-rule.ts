/**
 * Rules as they are planned.
 * @module
 */
import type { CorsPolicy } from '../../istio';
import type { Conditions } from '../../match';
import type { Cluster } from '../cluster';
import type { Destination, DirectResponseRule, Forwarding, RedirectRule, RuleConditions } from './rule';

/** A destination of a rule as it is planned. */
export interface RouteDestination extends Pick<Destination<string>, 'headers'> {
  /** The version; undefined for any version. */
  readonly version: string | undefined;
  /** The one cluster that serves; undefined for all that run the version. */
  readonly cluster: Cluster | undefined;
  /** Its percentage; undefined where it is the only destination. */
  readonly weight: number | undefined;
}

type Given<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** What the rule says about what becomes of requests. */
export interface RuleActions
  extends
    Given<Pick<RuleConditions, 'name' | 'headers'>>,
    Given<Omit<Forwarding<string>, 'to'>>,
    Given<Pick<RedirectRule, 'redirect'>>,
    Given<Pick<DirectResponseRule, 'directResponse'>> {
  /**
   * Which pages of other origins may call, as Istio writes it.
   * @default - the rule does not say
   */
  readonly corsPolicy?: CorsPolicy | undefined;
}

/** A rule as it is planned. */
export interface PlannedRule {
  /** The clusters whose callers it is for; undefined for all callers. */
  readonly from: readonly Cluster[] | undefined;
  /** Alternatives as Istio writes them; without any, it is for every request. */
  readonly match: readonly Conditions[];
  /** Where requests are forwarded; empty if they are redirected or answered. */
  readonly to: readonly RouteDestination[];
  /** What else becomes of them. */
  readonly actions: RuleActions;
}
