/**
 * How an ingress gateway treats a request from outside of the mesh.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/gateway.go
 * @module
 */
import { type End, type Flow, onward } from '../flow';
import { covers } from '../model/hosts';
import type { VirtualService } from '../model/virtual-services';
import { inOrderFor } from '../scope/in-order';
import { followed, type Sent } from '../route/http';
import { isCatchAll, type Option, optionFor, optionsOf, type Router } from '../route/http-rules';
import type { Sender } from '../upstream/connections';
import { refused } from './policies';
import { listening, type Listening, type ServerSpec, serversFor } from './servers';

/** An alternative of a rule, and the gateway that it is for. */
interface Offered {
  readonly option: Option;
  readonly router: Router;
  readonly routes: VirtualService;
}

/** Where an ingress gateway sends a request. */
export function entered(port: number, sender: Sender, called: Flow): readonly (Sent | End)[] {
  const { cluster } = sender.proxy;
  const { serverName } = called.wire;
  const servers = serversFor(serverName, listening(sender, port));
  if (servers.length === 0) return [noServer(port, cluster, called)];
  const flow = serverName === undefined ? called : decrypted(called);
  const refusal = refused(port, serverName, sender, flow);
  if (refusal !== undefined) return [refusal];
  const { wire } = flow;
  const host = wire.authority.toLowerCase().replace(/:\d+$/, '');
  const { name, offered = [], redirecting } = virtualHostFor(host, servers, sender) ?? {};
  if (redirecting !== undefined) return [toHttps(redirecting, cluster, flow)];
  const [first] = offered;
  if (name === undefined || first === undefined) return [noHost(host, cluster, flow)];
  const { object } = first.routes;
  const at = onward(flow, { kind: 'virtual host', cluster, text: name, object, path: ['spec', 'hosts'] });
  const found = offered.find(({ option, router }) => optionFor([option], wire, router) !== undefined);
  if (found === undefined) return [noRule(host, at)];
  const { option, router, routes } = found;
  return followed(option, router, (each) => sender.scope.serviceFor(each, routes.namespace), at);
}

/** The HTTP request in the TLS of a caller. */
function decrypted(flow: Flow): Flow {
  return { ...flow, wire: { ...flow.wire, payload: 'http', kind: 'http', scheme: 'https', serverName: undefined } };
}

/** What there is for a host. */
interface VirtualHost {
  readonly name: string;
  readonly offered: readonly Offered[];
  /** The server that redirects its requests to https. */
  readonly redirecting: Listening | undefined;
}

/** The most specific virtual host, with what all its VirtualServices offer. Rules for all requests come last. */
function virtualHostFor(host: string, servers: readonly Listening[], { site, proxy }: Sender): VirtualHost | undefined {
  const hosts = new Map<string, Offered[]>();
  const redirecting = new Map<string, Listening>();
  const add = (name: string, offered: readonly Offered[], listening: Listening): void => {
    if (!covers(name, host)) return;
    hosts.set(name, [...(hosts.get(name) ?? []), ...offered]);
    if (listening.server.tls?.httpsRedirect === true) redirecting.set(name, listening);
  };
  for (const listening of servers) {
    const { object, server } = listening;
    const gateway = `${object.namespace ?? ''}/${object.name}`;
    const router: Router = { proxy, port: server.port.number, gateway };
    for (const routes of inOrderFor(proxy.namespace, site.cluster.virtualServices)) {
      if (!routes.gateways.includes(gateway)) continue;
      const offered = optionsOf(site.rulesOf(routes), router).map((option) => ({ option, router, routes }));
      if (offered.length === 0) continue;
      for (const name of commonHosts(server, object.namespace ?? '', routes)) add(name, offered, listening);
    }
    // of hosts without VirtualServices, Istio redirects those that do not name a namespace
    if (server.tls?.httpsRedirect === true)
      for (const each of server.hosts) add(each.toLowerCase().replace(/^\*\//, ''), [], listening);
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

/** The hosts that both a server and a VirtualService have, wildcards included. */
export function commonHosts({ hosts }: ServerSpec, own: string, routes: VirtualService): readonly string[] {
  const offered = hosts.flatMap((each) => {
    const [namespace = '', name] = each.split('/');
    if (name === undefined) return [each.toLowerCase()];
    return namespace === '*' || (namespace === '.' ? own : namespace) === routes.namespace ? [name.toLowerCase()] : [];
  });
  const common = offered.flatMap((one) =>
    routes.hosts.flatMap((other) => (covers(other, one) ? [one] : covers(one, other) ? [other] : [])),
  );
  return [...new Set(common)];
}

function noServer(port: number, cluster: string, flow: Flow): End {
  const { serverName } = flow.wire;
  const what = serverName === undefined ? 'requests without TLS' : `TLS to ${serverName}`;
  const reason = `No Gateway for the ingress gateway of cluster ${cluster} takes ${what} at port ${port}.`;
  return { flow, status: 0, flag: 'UF', reason, fix: 'Add a server with this port and host to a Gateway.' };
}

function noHost(host: string, cluster: string, flow: Flow): End {
  const reason = `No VirtualService for the ingress gateway of cluster ${cluster} has the host ${host}.`;
  const fix = 'List the host in the Gateway and in a VirtualService that names the Gateway.';
  return { flow, status: 404, flag: 'NR', reason, fix };
}

function noRule(host: string, flow: Flow): End {
  const reason = `No rule for ${host} holds for the request.`;
  return { flow, status: 404, flag: 'NR', reason, fix: 'Add a rule without a match at the end, or widen a match.' };
}

/** A redirect to the same host and port, by https. */
function toHttps({ object, path }: Listening, cluster: string, flow: Flow): End {
  const at = onward(flow, { kind: 'gateway', cluster, text: 'redirect to https', object, path: [...path, 'tls'] });
  const location = `https://${flow.wire.authority}${flow.wire.path}`;
  const reason = `A server of ${object.id} redirects to https.`;
  return { flow: at, status: 301, location, reason, fix: 'Send the request with https.' };
}
