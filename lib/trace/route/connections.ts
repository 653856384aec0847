/**
 * Which rule of a VirtualService a connection follows, by TCP or TLS.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/tls.go
 * @module
 */
import { hasLabels, type RouteDestination, routeProtocol, type TCPRoute, type TLSRoute } from '../../istio';
import { type End, type Flow, onward } from '../flow';
import { covers, overlap } from '../model/hosts';
import type { Port, Service } from '../model/service';
import type { Placed } from '../model/virtual-services';
import type { Scope } from '../scope/scope';
import type { Destination } from '../upstream/connections';
import type { Sent } from './http';
import type { Router } from './http-rules';

type Match = NonNullable<TCPRoute['match']>[number];

/** Where a connection to a port of a service goes: as the first rule that holds says, else to the service. */
export function connected(
  service: Service,
  port: Port,
  router: Router,
  scope: Scope,
  { wire, ...rest }: Flow,
): readonly (Sent | End)[] {
  // whatever is sent, proxies do not look into it here
  const flow: Flow = { ...rest, wire: { ...wire, kind: 'connection' } };
  const isTls = port.protocol !== undefined && port.protocol !== 'UDP' && routeProtocol(port.protocol) === 'tls';
  const all = scope.virtualServices.filter(({ hosts }) => hosts.some((host) => overlap(host, service.host)));
  const found = isTls
    ? tlsRule(
        all.flatMap(({ tls }) => tls),
        router,
        flow.wire.serverName ?? '',
      )
    : tcpRule(
        all.flatMap(({ tcp }) => tcp),
        router,
      );
  if (found === 'none') return [noChain(service, flow)];
  if (found !== undefined) return weighted(found, router, scope, flow);
  const { host, object } = service;
  const { cluster } = router.proxy;
  const only = service.ports.length === 1 ? service.ports[0]?.number : undefined;
  const at = onward(flow, {
    kind: 'virtual host',
    cluster,
    text: `${host}, without rules`,
    object,
    path: ['metadata'],
  });
  return [{ flow: at, destination: { host, port: only ?? router.port, subset: undefined } }];
}

type Rule = Placed<TCPRoute> | Placed<TLSRoute>;

function tcpRule(rules: readonly Placed<TCPRoute>[], router: Router): Rule | undefined {
  return rules.find(
    ({ route: { match = [], route = [] } }) =>
      route.length > 0 && (match.length === 0 || match.some((each) => appliesTo(each, router))),
  );
}

/** The rule with the most specific server name. If there are rules but none for the name, there is no filter chain. */
function tlsRule(rules: readonly Placed<TLSRoute>[], router: Router, serverName: string): Rule | undefined | 'none' {
  const names = rules.flatMap((rule) =>
    rule.route.match
      .filter((each) => appliesTo(each, router))
      .flatMap(({ sniHosts }) => sniHosts.map((name) => ({ name, rule }))),
  );
  if (names.length === 0) return undefined;
  const [best] = names
    .filter(({ name }) => covers(name, serverName))
    .sort((one, other) => other.name.length - one.name.length);
  return best?.rule ?? 'none';
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

function weighted({ route, object, path }: Rule, router: Router, scope: Scope, flow: Flow): readonly Sent[] {
  const { cluster } = router.proxy;
  const text = `rule ${Number(path[2] ?? 0) + 1} for connections`;
  const at = onward(flow, { kind: 'rule', cluster, text, object, path });
  const all = route.route ?? [];
  const used = all.length === 1 ? all : all.filter(({ weight = 0 }) => weight > 0);
  const total = used.reduce((sum, { weight = 0 }) => sum + weight, 0);
  return used.map((each) => {
    const share = all.length === 1 ? 1 : (each.weight ?? 0) / total;
    const words = share === 1 ? 'the only destination' : `weight ${each.weight ?? 0} of ${total}`;
    const decided = {
      kind: 'rule',
      cluster,
      text: words,
      object,
      path: [...path, 'route', all.indexOf(each)],
    } as const;
    return { flow: onward(at, decided, share), destination: destinationOf(each, router, scope) };
  });
}

function destinationOf(
  { destination: { host, subset, port } }: RouteDestination,
  router: Router,
  { services }: Scope,
): Destination {
  const ports = services.get(host)?.ports ?? [];
  const only = ports.length === 1 ? ports[0]?.number : undefined;
  return { host, port: port?.number ?? only ?? router.port, subset };
}

function noChain({ host }: Service, flow: Flow): End {
  const reason = `No TLS rule for ${host} has the server name ${flow.wire.serverName ?? 'that the connection lacks'}.`;
  return { flow, status: 0, flag: 'NR', reason, fix: 'Add the server name to sniHosts of a rule.' };
}
