/**
 * The rules of a route as Istio writes them.
 * @module
 */
import {
  type Destination,
  type HTTPFaultInjection,
  type HTTPRetry,
  type HTTPRoute,
  type RouteProtocol,
  serviceHost,
  type VirtualServiceSpec,
} from '../../istio';
import { conditionsOf, type HttpFaultInjection, type HttpRetry, isPolicy, type PlannedRule } from '../../mesh';
import { type DestinationView, subsetName, type Target } from '../destination';
import { triesOtherClusters } from '../distribution';
import type { ServiceView } from '../view';
import { tcpRuleSpec, tlsRuleSpec } from './l4-route-spec';

/** What a destination is called. */
export type DestinationOf = (destination: DestinationView) => Destination;

/** The rules in force in a cluster, by the kind of ports that they are for. */
export function routeSpec(view: ServiceView, destinationOf: DestinationOf): VirtualServiceSpec {
  const named = new Map(view.destinations.map((destination) => [subsetName(destination), destinationOf(destination)]));
  const host = serviceHost(view.service);
  const find: Find = (target) => named.get(subsetName(target)) ?? { host };
  const rulesFor = (protocol: RouteProtocol): readonly PlannedRule[] | undefined =>
    view.routes.find(({ route }) => route.protocol === protocol)?.rules;
  const [http, tls, tcp] = [rulesFor('http'), rulesFor('tls'), rulesFor('tcp')];
  return {
    hosts: [host],
    ...(http && { http: http.map((rule) => ruleSpec(rule, find, triesOtherClusters(view, rule))) }),
    ...(tls && { tls: tls.map((rule) => tlsRuleSpec(rule, find, host)) }),
    ...(tcp && { tcp: tcp.map((rule) => tcpRuleSpec(rule, find)) }),
  };
}

/** Finds what a target of a rule is called. */
export type Find = (target: Target) => Destination;

function ruleSpec({ match, to, actions }: PlannedRule, find: Find, retryRemoteLocalities: boolean): HTTPRoute {
  const { name, redirect, directResponse, rewrite, timeout, retries, fault, mirrors, corsPolicy, headers } = actions;
  return {
    ...(name !== undefined && { name }),
    ...(match.length > 0 && { match }),
    ...(to.length > 0 && {
      route: to.map(({ version, cluster, weight, headers: changed }) => ({
        destination: find({ version, cluster }),
        ...(weight !== undefined && { weight }),
        ...(changed && { headers: changed }),
      })),
    }),
    ...(redirect && { redirect }),
    ...(directResponse && { directResponse }),
    ...(rewrite && { rewrite }),
    ...(timeout !== undefined && { timeout }),
    ...(retries && { retries: retrySpec(retries, retryRemoteLocalities) }),
    ...(fault && { fault: faultSpec(fault) }),
    ...(mirrors &&
      mirrors.length > 0 && {
        mirrors: mirrors.map(({ version, cluster, percentage }) => ({
          destination: find({ version, cluster }),
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
