/**
 * Which rule of a VirtualService a connection follows, by TCP or TLS.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/tls.go
 * @module
 */
import { hasLabels, type RouteDestination, type TCPRoute } from '../../istio';
import { type Flow, onward } from '../flow';
import { covers, overlap } from '../model/hosts';
import { readingOf } from '../model/service';
import type { ConnectionRule as Rule, Placed } from '../model/virtual-services';
import type { Listener, ServicePort } from '../scope/listeners';
import type { Scope } from '../scope/scope';
import type { Destination } from '../upstream/connections';
import type { Sent } from './http';
import type { Router } from './http-rules';
import { weighted } from './weights';

type Match = NonNullable<TCPRoute['match']>[number];

/** Where connections go that a listener takes. */
export interface Chain extends ServicePort {
  /** The server names of the connections; empty if it takes all. */
  readonly names: readonly string[];
  /** The rule that says where; undefined if they go to the service. */
  readonly rule: Rule | undefined;
}

/** The chain for a connection: the one with the most specific server name; undefined if there is none. */
export function chainFor(listener: Listener | undefined, router: Router, serverName: string): Chain | undefined {
  if (listener === undefined) return undefined;
  const { connections, onlyHttp } = listener;
  const all = connections
    .flatMap((each) => chainsOf(each, listener, router))
    .filter(({ names }) => onlyHttp === undefined || names.some((name) => name !== '*'));
  const rankOf = ({ names }: Chain): number =>
    Math.max(
      ...names.map((name) =>
        name === serverName ? Number.MAX_SAFE_INTEGER : covers(name, serverName) ? name.length : -1,
      ),
    );
  const named = all.filter(({ names }) => names.length > 0 && !names.includes('*')).filter((each) => rankOf(each) >= 0);
  // of those with the same condition, Istio keeps the first
  const [best] = named.sort((one, other) => rankOf(other) - rankOf(one));
  return best ?? all.find(({ names }) => names.length === 0 || names.includes('*'));
}

function chainsOf(
  { service, port }: ServicePort,
  { isForAll, virtualServices, aliases }: Listener,
  router: Router,
): readonly Chain[] {
  const all = virtualServices.filter(({ hosts }) => hosts.some((host) => overlap(host, service.host)));
  if (readingOf(port) !== 'tls') {
    const rule = tcpRule(
      all.flatMap(({ tcp }) => tcp),
      router,
    );
    return [{ service, port, names: [], rule }];
  }
  const named = all
    .flatMap(({ tls }) => tls)
    .filter(({ route: { route = [] } }) => route.length > 0)
    .flatMap((rule) =>
      rule.route.match
        .filter((each) => appliesTo(each, router))
        .map(({ sniHosts }) => ({ service, port, names: sniHosts, rule })),
    );
  // where a listener is for all addresses, nothing but the server name tells services apart
  const others = aliases.filter(({ target }) => target === service.host);
  const names = [service.host, ...others.flatMap((each) => each.namesIn(router.proxy.namespace))];
  return named.length > 0 ? named : [{ service, port, names: isForAll ? names : [], rule: undefined }];
}

function tcpRule(rules: readonly Placed<TCPRoute>[], router: Router): Rule | undefined {
  return rules.find(
    ({ route: { match = [], route = [] } }) =>
      route.length > 0 && (match.length === 0 || match.some((each) => appliesTo(each, router))),
  );
}

function appliesTo(match: Match, { proxy, port, gateway }: Router): boolean {
  const { gateways: wanted = [], sourceLabels = {}, sourceNamespace = '', port: number = 0 } = match;
  return (
    (wanted.length === 0 || wanted.includes(gateway)) &&
    hasLabels(proxy.labels, sourceLabels) &&
    (number === 0 || number === port) &&
    (sourceNamespace === '' || sourceNamespace === proxy.namespace)
  );
}

/** Where a connection goes: as the rule of its chain says, else to the service. */
export function connected({ service, rule }: Chain, router: Router, scope: Scope, flow: Flow): readonly Sent[] {
  if (rule !== undefined) return divided(rule, router, scope, flow);
  const { host, object, ports } = service;
  const { cluster } = router.proxy;
  const only = ports.length === 1 ? ports[0]?.number : undefined;
  const text = `${host}, without rules`;
  const at = onward(flow, { kind: 'virtual host', cluster, text, object, path: ['metadata'] });
  return [{ flow: at, destination: { host, port: only ?? router.port, subset: undefined } }];
}

/** Divides connections among the destinations of a rule. */
export function divided(rule: Rule, router: Router, scope: Scope, flow: Flow): readonly Sent[] {
  const { route, object, path } = rule;
  const { cluster } = router.proxy;
  const text = `rule ${Number(path[2] ?? 0) + 1} for connections`;
  const at = onward(flow, { kind: 'rule', cluster, text, object, path });
  return weighted<RouteDestination>(rule, route.route ?? [], cluster, at).map((each) => ({
    flow: each.flow,
    destination: destinationOf(each.route, router, scope),
  }));
}

function destinationOf(
  { destination: { host, subset, port } }: RouteDestination,
  router: Router,
  { services }: Scope,
): Destination {
  const { ports = [], target = host } = services.get(host) ?? {};
  const only = ports.length === 1 ? ports[0]?.number : undefined;
  return { host: target, port: port?.number ?? only ?? router.port, subset };
}
