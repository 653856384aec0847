/**
 * Reads rules for TCP and TLS connections.
 * @module
 */
import type { RouteProtocol } from '../../istio';
import type { Part } from '../../reading';
import type { KnownClusters } from '../known-clusters';
import type { Route } from '../route';
import { type CallerConditions, readCallerConditions } from './caller-conditions';
import { readL4Destinations } from './destinations';
import type { L4Match, L4RouteRule } from './l4-rule';
import { checkNotEmpty } from './read-match';
import { readCallers, type ReadRule, readRules, type RoutedService } from './read-rules';

/** Reads the rules for the TLS or TCP ports of a service. */
export function readL4Route<V extends string>(
  part: Part<readonly L4RouteRule<V>[]>,
  service: RoutedService<V>,
  protocol: Exclude<RouteProtocol, 'http'>,
  clusters: KnownClusters,
): Route {
  return readRules(part, service, protocol, (rule, ports) => readRule(rule, ports, service, clusters));
}

function readRule<V extends string>(
  rule: Part<L4RouteRule<V>>,
  ports: readonly number[] | undefined,
  service: RoutedService<V>,
  clusters: KnownClusters,
): ReadRule {
  const { from, match, to } = rule.options(['from', 'match', 'to']);
  const alternatives = match.optional((part) => part.list('conditions', 'match')) ?? [];
  const read = alternatives.map((each) => readL4Match(each, ports));
  const callers = from.optional((part) => readCallers(part, clusters));
  const areConditionsSound = rule.isSound;
  const destinations = readL4Destinations(rule, to, service, clusters);
  return { rule: { from: callers, match: read, to: destinations, actions: {} }, areConditionsSound };
}

function readL4Match(part: Part<L4Match>, ports: readonly number[] | undefined): CallerConditions {
  const options = part.options(['port', 'sourceLabels', 'sourceNamespace']);
  checkNotEmpty(part, Object.values(options));
  return readCallerConditions(options, ports);
}
