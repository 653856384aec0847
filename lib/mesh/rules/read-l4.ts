/**
 * Reading rules for connections that are not HTTP.
 * @module
 */
import type { CallSite } from '../../errors';
import type { RouteProtocol } from '../../istio';
import type { Conditions } from '../../match';
import type { ServicePort } from '../ports';
import { Route, routeTitle } from '../route';
import type { MeshState } from '../state';
import { readCallerConditions } from './caller-conditions';
import { readDestinations } from './destinations';
import type { L4Match, L4RouteRule } from './l4-rule';
import { Part } from './part';
import { readCallers, type RoutedService, routedPorts } from './read';
import { isEmpty } from './read-match';

/** Reads the rules of a service's ports of TLS or TCP; reports MC008, MC009, MC011 to MC013, MC017, MC019, MC035, MC042, MC064, MC086, MC090. */
export function readL4Route<V extends string>(
  state: MeshState,
  service: RoutedService<V>,
  protocol: Exclude<RouteProtocol, 'http'>,
  given: readonly L4RouteRule<V>[],
  at: CallSite,
): Route {
  const part = new Part(state, routeTitle(service, protocol), at);
  const ports = routedPorts(part, service, protocol);
  let isReadable = true;
  const rules = part.list(given).map((each, index) => {
    const rule = part.of(`rule ${index + 1}`);
    const before = state.issues.length;
    const options = rule.options(each, ['from', 'match', 'to']);
    const alternatives = rule.of('match').list(options.match ?? []);
    const match = alternatives.map((conditions) => readL4Match(rule.of('a match'), conditions, ports));
    isReadable &&= state.issues.length === before;
    const from = readCallers(rule, options.from);
    const to = readDestinations(rule, rule.of('"to"').list(options.to ?? []), service, [
      'version',
      'cluster',
      'weight',
    ]);
    return { from, match, to, actions: {} };
  });
  return new Route(service, protocol, rules, at, isReadable);
}

function readL4Match(part: Part, match: L4Match, ports: readonly ServicePort[]): Conditions {
  const given = part.options(match, ['port', 'sourceLabels', 'sourceNamespace']);
  const read = readCallerConditions(part, given, ports);
  if (Object.values(given).every(isEmpty)) part.report('MC019', 'matches every connection', '{}');
  return read;
}
