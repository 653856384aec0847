/**
 * Where a gateway sends requests of HTTP: by the virtual hosts of its servers.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/gateway.go
 * @module
 */
import { type End, type Flow, onward } from '../flow';
import { covers } from '../model/hosts';
import type { VirtualService } from '../model/virtual-services';
import { followed, type Sent } from '../route/http';
import { isCatchAll, type Option, optionFor, optionsOf, type Router } from '../route/http-rules';
import { routesInOrderFor } from '../scope/in-order';
import type { Sender } from '../upstream/connection';
import { commonHosts } from './common-hosts';
import { bareHost, type Server } from './servers';

/** An alternative of a rule, and the gateway that it is for. */
interface Offered {
  readonly option: Option;
  readonly router: Router;
  readonly routes: VirtualService;
}

/** Where a gateway sends a request that some of its servers read. */
export function requested(servers: readonly Server[], sender: Sender, flow: Flow): readonly (Sent | End)[] {
  const { cluster, name: gateway } = sender.proxy;
  const { wire } = flow;
  const host = wire.authority.toLowerCase().replace(/:\d+$/, '');
  const { name, offered = [], redirecting } = virtualHostFor(host, servers, sender) ?? {};
  if (redirecting !== undefined && wire.scheme !== 'https') return [toHttps(redirecting, cluster, flow)];
  const [first] = offered;
  if (name === undefined || first === undefined) return [noHost(host, gateway, cluster, flow)];
  const { object } = first.routes;
  const at = onward(flow, { kind: 'virtual host', cluster, text: name, object, path: ['spec', 'hosts'] });
  const found = offered.find(({ option, router }) => optionFor([option], wire, router) !== undefined);
  if (found === undefined) return [noRule(host, at)];
  const { option, router, routes } = found;
  return followed(option, router, (each) => sender.scope.serviceFor(each, routes.namespace), at);
}

/** What there is for a host. */
interface VirtualHost {
  readonly name: string;
  readonly offered: readonly Offered[];
  /** The server that redirects its requests to https. */
  readonly redirecting: Server | undefined;
}

/** The most specific virtual host, with what all its VirtualServices offer. Rules for all requests come last. */
function virtualHostFor(host: string, servers: readonly Server[], { site, proxy }: Sender): VirtualHost | undefined {
  const hosts = new Map<string, Offered[]>();
  const redirecting = new Map<string, Server>();
  // Istio makes the routes of a VirtualService once for a Gateway, for the port of the first server that it has hosts of
  const known = new Map<string, readonly Offered[]>();
  const add = (name: string, offered: readonly Offered[], server: Server): void => {
    if (!covers(name, host)) return;
    hosts.set(name, [...(hosts.get(name) ?? []), ...offered]);
    if (server.spec.tls?.httpsRedirect === true) redirecting.set(name, server);
  };
  for (const server of servers) {
    const { gateway, spec } = server;
    const router: Router = { proxy, port: spec.port.number, gateway };
    for (const routes of routesInOrderFor(proxy.namespace, site.cluster.virtualServices)) {
      const names = routes.gateways.includes(gateway) ? commonHosts(server, routes) : [];
      if (names.length === 0) continue;
      const key = `${gateway} ${routes.object.id}`;
      const offered =
        known.get(key) ?? optionsOf(site.rulesOf(routes), router).map((option) => ({ option, router, routes }));
      if (offered.length === 0) continue;
      known.set(key, offered);
      for (const name of names) add(name, offered, server);
    }
    // of hosts without VirtualServices, Istio redirects those that do not name a namespace
    if (spec.tls?.httpsRedirect === true)
      for (const each of server.hosts) if (each.startsWith('*/')) add(bareHost(each).toLowerCase(), [], server);
  }
  const [found] = [...hosts].sort(
    ([one], [other]) => Number(other === host) - Number(one === host) || other.length - one.length,
  );
  if (found === undefined) return undefined;
  const [name, offered] = found;
  const isLast = ({ option }: Offered): boolean => isCatchAll(option.conditions);
  const sorted = [...offered.filter((each) => !isLast(each)), ...offered.filter(isLast)];
  return { name, offered: sorted, redirecting: redirecting.get(name) };
}

function noHost(host: string, gateway: string, cluster: string, flow: Flow): End {
  const reason = `No VirtualService for ${gateway} in cluster ${cluster} has the host ${host}.`;
  const fix = 'List the host in the Gateway and in a VirtualService that names the Gateway.';
  return { flow, status: 404, flag: 'NR', reason, fix };
}

function noRule(host: string, flow: Flow): End {
  const reason = `No rule for ${host} holds for the request.`;
  return { flow, status: 404, flag: 'NR', reason, fix: 'Add a rule without a match at the end, or widen a match.' };
}

/** A redirect to the same host and port, by https. */
function toHttps({ object, path }: Server, cluster: string, flow: Flow): End {
  const at = onward(flow, { kind: 'gateway', cluster, text: 'redirect to https', object, path: [...path, 'tls'] });
  const location = `https://${flow.wire.authority}${flow.wire.path}`;
  const reason = `A server of ${object.id} redirects to https.`;
  return { flow: at, status: 301, location, reason, fix: 'Send the request with https.' };
}
