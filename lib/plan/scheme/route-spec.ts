/**
 * The rules of a route as Istio writes them.
 * @module
 */
import {
  type CorsPolicySpec,
  type HttpFaultSpec,
  type HttpRetrySpec,
  type HttpRoute,
  type HttpRouteDestination,
  serviceHost,
  type VirtualServiceSpec,
} from '../../istio';
import {
  conditionsOf,
  type CorsPolicy,
  type HttpFaultInjection,
  type HttpRetry,
  isPolicy,
  type PlannedRule,
} from '../../mesh';
import { isRemote, type ServiceView } from '../view';
import { matchSpec, textSpec } from './match-spec';

type DestinationOf = (version: string | undefined) => HttpRouteDestination['destination'];

/** The rules in force in a cluster; a destination that runs elsewhere too is reached by the service's `global` host. */
export function routeSpec({ service, rules, destinations }: ServiceView, global: string): VirtualServiceSpec {
  const local = serviceHost(service);
  const remote = new Set(destinations.filter(isRemote).map(({ version }) => version));
  const destinationOf: DestinationOf = (version) => ({
    host: remote.has(version) ? global : local,
    ...(version !== undefined && { subset: version }),
  });
  return { hosts: [local], http: rules.map((rule) => ruleSpec(rule, destinationOf)) };
}

function ruleSpec({ match, to, actions }: PlannedRule, destinationOf: DestinationOf): HttpRoute {
  const { name, redirect, directResponse, rewrite, timeout, retries, fault, mirrors, corsPolicy, headers } = actions;
  return {
    ...(name !== undefined && { name }),
    ...(match.length > 0 && { match: match.map(matchSpec) }),
    ...(to.length > 0 && {
      route: to.map(({ version, weight, headers: changed }) => ({
        destination: destinationOf(version),
        ...(weight !== undefined && { weight }),
        ...(changed && { headers: changed }),
      })),
    }),
    ...(redirect && { redirect }),
    ...(directResponse && { directResponse }),
    ...(rewrite && { rewrite }),
    ...(timeout !== undefined && { timeout }),
    ...(retries && { retries: retrySpec(retries) }),
    ...(fault && { fault: faultSpec(fault) }),
    ...(mirrors &&
      mirrors.length > 0 && {
        mirrors: mirrors.map(({ version, percentage }) => ({
          destination: destinationOf(version),
          ...(percentage !== undefined && { percentage: { value: percentage } }),
        })),
      }),
    ...(corsPolicy && { corsPolicy: corsSpec(corsPolicy) }),
    ...(headers && { headers }),
  };
}

function retrySpec(retries: HttpRetry): HttpRetrySpec {
  if (!isPolicy(retries)) return { attempts: 0 };
  const { attempts, perTryTimeout, retryRemoteLocalities } = retries;
  return {
    attempts,
    perTryTimeout,
    retryOn: conditionsOf(retries).join(),
    ...(retryRemoteLocalities !== undefined && { retryRemoteLocalities }),
  };
}

function faultSpec({ delay, abort }: HttpFaultInjection): HttpFaultSpec {
  return {
    ...(delay && { delay: { ...delay, percentage: { value: delay.percentage } } }),
    ...(abort && { abort: { ...abort, percentage: { value: abort.percentage } } }),
  };
}

function corsSpec({ allowOrigins, ...policy }: CorsPolicy): CorsPolicySpec {
  return { ...(allowOrigins && { allowOrigins: allowOrigins.map(textSpec) }), ...policy };
}
