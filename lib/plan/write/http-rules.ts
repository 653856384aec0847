/**
 * Writes HTTP rules as Istio's objects.
 * @module
 */
import type { HTTPFaultInjection, HTTPRetry, HTTPRoute } from '../../istio';
import { conditionsOf, type HttpFaultInjection, type HttpRetry, isPolicy, type PlannedRule } from '../../mesh';
import type { NameOf } from './destination-names';

/** An HTTP rule. `isShared` is the default for whether failed requests are tried in other clusters. */
export function httpRuleSpec({ match, to, actions }: PlannedRule, nameOf: NameOf, isShared: boolean): HTTPRoute {
  const { name, redirect, directResponse, rewrite, timeout, retries, fault, mirrors, corsPolicy, headers } = actions;
  return {
    ...(name !== undefined && { name }),
    ...(match.length > 0 && { match }),
    ...(to.length > 0 && {
      route: to.map(({ version, cluster, weight, headers: changed }) => ({
        destination: nameOf({ version, cluster }),
        ...(weight !== undefined && { weight }),
        ...(changed && { headers: changed }),
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
    ...(headers && { headers }),
  };
}

function retrySpec(retries: HttpRetry, isShared: boolean): HTTPRetry {
  if (!isPolicy(retries)) return { attempts: 0 };
  const { attempts, perTryTimeout, retryRemoteLocalities = isShared ? true : undefined } = retries;
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
