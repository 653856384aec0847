/**
 * Writes HTTP rules as Istio's objects.
 * @module
 */
import type { HTTPFaultInjection, HTTPRetry, HTTPRoute } from '../../istio';
import { conditionsOf, type HttpFaultInjection, type HttpRetry, isPolicy, type PlannedRule } from '../../mesh';
import type { NameOf } from './destination-names';
import { writtenHeaders } from './headers';
import { rewrittenRules } from './rewrites';

/** An HTTP rule. `isShared` answers the default for whether failed requests are tried in other clusters. */
export function httpRuleSpecs(rule: PlannedRule, nameOf: NameOf, isShared: () => boolean): readonly HTTPRoute[] {
  return rewrittenRules(rule).map((each) => httpRuleSpec(each, nameOf, isShared));
}

function httpRuleSpec({ match, to, actions }: PlannedRule, nameOf: NameOf, isShared: () => boolean): HTTPRoute {
  const { name, redirect, directResponse, rewrite, timeout, retries, fault, mirrors, corsPolicy } = actions;
  const headers = writtenHeaders({ rule: actions.headers, to: to.map((destination) => destination.headers) });
  return {
    ...(name !== undefined && { name }),
    ...(match.length > 0 && { match }),
    ...(to.length > 0 && {
      route: to.map(({ version, cluster, weight }, index) => ({
        destination: nameOf({ version, cluster }),
        ...(weight !== undefined && { weight }),
        ...(headers.to[index] && { headers: headers.to[index] }),
      })),
    }),
    ...(redirect && { redirect }),
    ...(directResponse && { directResponse }),
    ...(rewrite && { rewrite }),
    ...(timeout !== undefined && { timeout }),
    ...(retries && { retries: retrySpec(retries, isShared) }),
    ...(fault && { fault: faultSpec(fault) }),
    ...(mirrors &&
      mirrors.length > 0 && {
        mirrors: mirrors.map(({ version, cluster, percentage }) => ({
          destination: nameOf({ version, cluster }),
          ...(percentage !== undefined && { percentage: { value: percentage } }),
        })),
      }),
    ...(corsPolicy && { corsPolicy }),
    ...(headers.rule && { headers: headers.rule }),
  };
}

function retrySpec(retries: HttpRetry, isShared: () => boolean): HTTPRetry {
  if (!isPolicy(retries)) return { attempts: 0 };
  const { attempts, perTryTimeout, retryRemoteLocalities = isShared() ? true : undefined } = retries;
  const { retryIgnorePreviousHosts, backoff } = retries;
  return {
    attempts,
    perTryTimeout,
    retryOn: conditionsOf(retries).join(),
    ...(retryRemoteLocalities !== undefined && { retryRemoteLocalities }),
    ...(retryIgnorePreviousHosts !== undefined && { retryIgnorePreviousHosts }),
    ...(backoff !== undefined && { backoff }),
  };
}

function faultSpec({ delay, abort }: HttpFaultInjection): HTTPFaultInjection {
  return {
    ...(delay && { delay: { ...delay, percentage: { value: delay.percentage } } }),
    ...(abort && { abort: { ...abort, percentage: { value: abort.percentage } } }),
  };
}
