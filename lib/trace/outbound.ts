/**
 * How a sidecar treats a request of its Pod: which listener gets it, and which virtual host.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/listener.go
 * @module
 */
import { bypassesOf } from '../istio';
import { type Cause, failed } from './failure';
import { type End, type Flow, onward, unread } from './flow';
import { readBy } from './normalized-path';
import { asHost } from './model/ip-address';
import { type Resolved, serviceIn } from './resolve';
import type { Service } from './model/service';
import { chainFor, connected } from './route/connections';
import { type Sent, routed } from './route/http';
import { anyApplies, type Router } from './route/http-rules';
import { isSchemeless, withScheme } from './scheme';
import type { Listener, ServicePort } from './scope/listeners';
import type { VirtualHost } from './scope/virtual-hosts';
import type { Sender } from './upstream/connection';
import { notRead } from './upstream/failures';

/** A request that a sidecar sends on as it is, without knowing where it goes. */
export interface Unrouted {
  readonly flow: Flow;
  readonly isUnrouted: true;
}

/** A request and where its caller connects to. */
export interface Called {
  readonly host: string;
  readonly port: number;
  readonly resolved: Resolved;
  /** What takes the connection; undefined if nothing listens. */
  readonly listener: Listener | undefined;
  readonly flow: Flow;
}

/** Where a sidecar sends a request of its Pod. */
export function sent(called: Called, sender: Sender): readonly (Sent | Unrouted | End)[] {
  const { host, port, resolved, listener, flow } = called;
  if (resolved.kind === 'nothing') return [unresolved(host, resolved.service, sender.proxy.cluster, flow)];
  if (!sender.proxy.hasProxy) return [{ flow: unread(flow), isUnrouted: true }];
  if (bypassesOf(sender.proxy.annotations, [port]).length > 0)
    return [{ flow: unread(past(port, sender, flow)), isUnrouted: true }];
  const router: Router = { proxy: sender.proxy, port, gateway: 'mesh' };
  if (flow.wire.payload === 'http' && listener?.http !== undefined) {
    const read = readBy(sender.proxy, sender.site, { ...flow, wire: withScheme(flow.wire, false) });
    if ('status' in read) return [read];
    const at = { ...called, flow: read };
    if (isSchemeless(read.wire)) return [schemeless(at, sender)];
    return listener.http === 'by host'
      ? requested(nameIn(read), router, at, sender)
      : requestedOf(listener.http, router, at, sender);
  }
  const chain = chainFor(listener, router, flow.wire.serverName ?? '');
  if (chain !== undefined) return connected(chain, router, sender.scope, unread(flow));
  return [
    listener?.onlyHttp === undefined ? unknownConnection(called, sender) : notHttp(listener.onlyHttp, called, sender),
  ];
}

/** A request that an annotation of its Pod keeps from the sidecar. */
function past(port: number, { proxy: { cluster } }: Sender, flow: Flow): Flow {
  return onward(flow, { kind: 'virtual host', cluster, text: `none, because port ${port} goes past the sidecar` });
}

/** Where a request goes that is read as HTTP. */
function requested(name: string, router: Router, called: Called, sender: Sender): readonly (Sent | Unrouted | End)[] {
  const virtualHost = virtualHostFor(name, router, sender);
  return virtualHost === undefined ? [unknownHost(called, sender)] : follow(virtualHost, router, called, sender);
}

/** Where a request goes whose address is that of a service. */
function requestedOf({ host }: Service, router: Router, called: Called, sender: Sender): readonly (Sent | End)[] {
  const virtualHost = virtualHostFor(host, router, sender);
  return virtualHost === undefined ? [leftOut(called, sender)] : follow(virtualHost, router, called, sender);
}

function follow(virtualHost: VirtualHost, router: Router, called: Called, sender: Sender): readonly (Sent | End)[] {
  const { scope, site } = sender;
  const { routes } = virtualHost;
  const rules = routes === undefined ? [] : site.rulesOf(routes);
  const serviceFor = (host: string): Service | undefined => scope.serviceFor(host, routes?.namespace ?? '');
  return routed(virtualHost, rules, router, serviceFor, called.flow);
}

function virtualHostFor(name: string, router: Router, { site, proxy, scope }: Sender): VirtualHost | undefined {
  return site
    .virtualHostsAt(scope, router.port, proxy.namespace)
    .find(name, (routes) => anyApplies(site.rulesOf(routes), router));
}

/** The host of a request without its port, in lower case. */
function nameIn({ wire }: Flow): string {
  return wire.authority.toLowerCase().replace(/:\d+$/, '');
}

function unresolved(host: string, service: Service | undefined, cluster: string, flow: Flow): End {
  const what = `The name ${host} does not resolve in cluster ${cluster}`;
  if (service === undefined) {
    const reason = `${what}, which has no Service of this name.`;
    return { flow, status: 0, reason, fix: 'Apply a Service with this name there. It needs no Pods.' };
  }
  const { object, resolution } = service;
  const isAlias = resolution === 'alias';
  const reason = `${what}: ${object.id} ${isAlias ? 'stands for a name that leads nowhere' : 'is headless, and has no Pods that are ready'}.`;
  const fix = isAlias ? 'Correct its externalName.' : 'Run Pods that it selects, or give it a clusterIP.';
  return { flow, status: 0, reason, fix };
}

/** A request without a scheme, for which Envoy looks for no route. */
function schemeless({ flow }: Called, { proxy: { cluster } }: Sender): End {
  const text = 'none, because X-Forwarded-Proto is empty';
  const at = onward(flow, { kind: 'virtual host', cluster, text, object: undefined });
  const reason = 'The sidecar finds no route for a request whose header X-Forwarded-Proto is empty.';
  return { flow: at, status: 404, flag: 'NR', reason, fix: 'Leave the header out, or set it to http or https.' };
}

/** A request whose host has no virtual host. */
function unknownHost(called: Called, sender: Sender): Unrouted | End {
  const flow = at(called, 'virtual host', sender);
  if (sender.scope.outbound === 'ALLOW_ANY') return { flow, isUnrouted: true };
  return { flow, status: 502, ...refusal(called, sender) };
}

/** A request to the address of a service that the Sidecar's list for the port does not import, but another list does. */
function leftOut(called: Called, sender: Sender): End {
  const { host, port } = called;
  return {
    flow: at(called, 'virtual host', sender),
    status: 404,
    flag: 'NR',
    reason: `The list for port ${port} in the Sidecar of ${sender.proxy.name} does not import ${host}, but counts for requests there.`,
    fix: 'Add the host to this list.',
  };
}

/** A connection to a port at which a sidecar takes nothing but HTTP, whatever the address is. */
function notHttp(
  { service: { object } }: ServicePort,
  { port, flow }: Called,
  { proxy: { name, cluster } }: Sender,
): End {
  const text = `HTTP only at port ${port}, because of the protocol HTTP_PROXY`;
  return failed(onward(unread(flow), { kind: 'virtual host', cluster, text, object }), 'UC', {
    reason: `The sidecar of ${name} takes nothing but HTTP at port ${port}, because of the protocol HTTP_PROXY in ${object.id}.`,
    fix: 'Call it with http, or give the port there the protocol HTTP or TCP.',
  });
}

/** A connection that no listener is for. */
function unknownConnection(called: Called, sender: Sender): Unrouted | End {
  const flow = unread(at(called, 'listener', sender));
  if (sender.scope.outbound === 'ALLOW_ANY') return { flow, isUnrouted: true };
  return failed(flow, 'UH', refusal(called, sender));
}

/** What the sidecar has nothing for. It sends such requests on, or refuses them. */
function at({ host, port, resolved, flow }: Called, missing: 'virtual host' | 'listener', sender: Sender): Flow {
  const { proxy, scope } = sender;
  const text = `no ${missing} for ${asHost(host)}:${port}${scope.outbound === 'ALLOW_ANY' ? ', sent on unchanged' : ''}`;
  return onward(flow, { kind: 'virtual host', cluster: proxy.cluster, text, object: serviceIn(resolved)?.object });
}

function refusal({ host, port, resolved }: Called, { proxy, site }: Sender): Cause {
  const service = serviceIn(resolved);
  if (service !== undefined && !site.cluster.reads(service.namespace)) return notRead(service, site.cluster.name);
  return {
    reason: `The sidecar of ${proxy.name} does not know ${asHost(host)}:${port}, and sends requests to known hosts only.`,
    fix: 'Add a ServiceEntry for the host, or export the Service to the caller.',
  };
}
