/**
 * The filter chains of a gateway at a port, and which of them takes a connection.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/gateway.go
 * @module
 */
import { ByHost } from '../model/hosts';
import type { ConnectionRule, Placed, VirtualService } from '../model/virtual-services';
import { routesInOrderFor } from '../scope/in-order';
import type { Sender } from '../upstream/connection';
import { commonHosts } from './common-hosts';
import { passedServices, type PassedServices } from './passed-services';
import { gatewayPorts } from './ports';
import { namesOf, type Server, type Servers, serversAt } from './servers';

/** What takes connections of some server names. */
export interface Chain {
  /** The server names; empty if it takes all connections, also those without TLS. */
  readonly names: readonly string[];
  /** The servers: those that read HTTP share a chain. */
  readonly servers: readonly [Server, ...Server[]];
  /** Where the connections go, if they are not read as HTTP. */
  readonly rule: ConnectionRule | undefined;
}

/** A gateway at a port. */
export interface Listener extends Servers {
  readonly chains: readonly Chain[];
  /** Those for server names. */
  readonly named: ByHost<Chain>;
  readonly passed: PassedServices['byName'];
  /** Two servers whose chains are for the same connections. Envoy refuses the whole listener then. */
  readonly clash: readonly [Server, Server] | undefined;
}

/** What a gateway listens for at a port of its Pods. */
export function listenerAt(port: number, sender: Sender): Listener {
  const { site, proxy, scope } = sender;
  const { ofServer } = gatewayPorts(sender);
  const { servers, dropped } = serversAt(site.cluster.gatewaysFor(proxy.labels), (each) => ofServer(each) === port);
  const auto = servers.filter(({ kind }) => kind === 'auto-passthrough');
  const { byName: passed, clash } = passedServices(auto, site.cluster, proxy, scope);
  const chains = chainsOf(servers, routesInOrderFor(proxy.namespace, site.cluster.virtualServices));
  return { servers, dropped, chains, named: byName(chains), passed, clash: clash ?? clashIn(chains) };
}

function chainsOf(servers: readonly Server[], all: readonly VirtualService[]): readonly Chain[] {
  const [first, ...others] = servers.filter(({ kind }) => kind === 'http');
  const taken = new Set<string>();
  const rest = servers.flatMap((server): readonly Chain[] => {
    const routes = all.filter((each) => isFor(each, server));
    switch (server.kind) {
      case 'https':
        return [{ names: withoutAny(namesOf(server)), servers: [server], rule: undefined }];
      case 'tcp':
      case 'tls': {
        const rule = tcpRule(routes, server);
        const names = server.kind === 'tcp' ? [] : withoutAny(namesOf(server));
        return rule === undefined ? [] : [{ names, servers: [server], rule }];
      }
      case 'passthrough':
        return passing(routes, server, taken);
      case 'http':
      case 'auto-passthrough':
        return [];
    }
  });
  return [
    ...rest,
    ...(first === undefined ? [] : [{ names: [], servers: [first, ...others], rule: undefined } as const]),
  ];
}

function isFor(routes: VirtualService, server: Server): boolean {
  return routes.gateways.includes(server.gateway) && commonHosts(server, routes).length > 0;
}

/** The rule for connections: the first one, whatever its conditions on callers. */
function tcpRule(routes: readonly VirtualService[], server: Server): ConnectionRule | undefined {
  return routes
    .flatMap(({ tcp }) => tcp)
    .find(
      ({ route: { match = [], route = [] } }) =>
        route.length > 0 && (match.length === 0 || match.some((each) => appliesAt(each, server))),
    );
}

/** The chains for the server names of rules for TLS, but for those that an earlier one has. */
function passing(routes: readonly VirtualService[], server: Server, taken: Set<string>): readonly Chain[] {
  return routes
    .flatMap(({ tls }) => tls)
    .filter(({ route: { route = [] } }) => route.length > 0)
    .flatMap((rule: Placed<(typeof routes)[number]['tls'][number]['route']>) =>
      rule.route.match.flatMap((each): readonly Chain[] => {
        const { sniHosts: names } = each;
        if (!appliesAt(each, server) || names.some((name) => taken.has(name))) return [];
        for (const name of names) taken.add(name);
        return [{ names: withoutAny(names), servers: [server], rule }];
      }),
    );
}

function appliesAt(
  { port = 0, gateways = [] }: { readonly port?: number; readonly gateways?: readonly string[] },
  { spec, gateway }: Server,
): boolean {
  return (port === 0 || port === spec.port.number) && (gateways.length === 0 || gateways.includes(gateway));
}

/** A chain for `*` is for all connections. */
function withoutAny(names: readonly string[]): readonly string[] {
  return names.includes('*') ? [] : names;
}

function clashIn(chains: readonly Chain[]): Listener['clash'] {
  const known = new Map<string, Server>();
  for (const { names, servers } of chains)
    for (const name of names.length === 0 ? [''] : names) {
      const before = known.get(name);
      if (before !== undefined) return [before, servers[0]];
      known.set(name, servers[0]);
    }
  return undefined;
}

/** The chain for a connection: the one with the most specific server name, else the one for all. */
export function chainFor({ chains, named }: Listener, serverName = ''): Chain | undefined {
  return named.find(serverName.toLowerCase()) ?? chains.find(({ names }) => names.length === 0);
}

function byName(chains: readonly Chain[]): ByHost<Chain> {
  const found = new ByHost<Chain>();
  for (const chain of chains) for (const name of chain.names) found.set(name, chain);
  return found;
}
