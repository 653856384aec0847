/**
 * How a sidecar treats a request of its Pod: which listener gets it, and which virtual host.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/listener.go
 * @module
 */
import { type End, type Flow, onward } from './flow';
import type { Port, Service } from './model/service';
import { resolve } from './resolve';
import { connected } from './route/connections';
import { type Sent, routed } from './route/http';
import { anyApplies, type Router } from './route/http-rules';
import { isHttp, type VirtualHost } from './scope/virtual-hosts';
import type { Sender } from './upstream/connections';

/** A request that a sidecar sends on as it is, without knowing where it goes. */
export interface Unrouted {
  readonly flow: Flow;
  /** The Service of the cluster that the address belongs to; undefined if it is outside. */
  readonly unrouted: Service | undefined;
}

/** Where a sidecar sends a request of its Pod. */
export function sent(host: string, port: number, sender: Sender, flow: Flow): readonly (Sent | Unrouted | End)[] {
  const { proxy, scope } = sender;
  const found = resolve(host, sender);
  if (found.kind === 'nothing') return [unresolved(host, proxy.cluster, flow)];
  const router: Router = { proxy, port, gateway: 'mesh' };
  const service = found.kind === 'service' ? found.service : undefined;
  const known = service === undefined ? undefined : scope.services.get(service.host);
  const declared = known?.ports.find((each) => each.number === port);
  if (declared !== undefined && known !== undefined && (!isHttp(declared) || isOpaque(declared, flow)))
    return connected(known, declared, router, scope, flow);
  if (flow.wire.kind === 'connection') return [notRouted(host, port, service, known, sender, flow)];
  // where Istio does not know the protocol, a listener is for one service, whatever the Host header says
  const name =
    declared !== undefined && declared.protocol === undefined && known !== undefined ? known.host : nameIn(flow);
  const virtualHost = virtualHostFor(name, router, sender);
  if (virtualHost === undefined) return [unknown(host, port, service, sender, flow)];
  const rules = virtualHost.routes === undefined ? [] : sender.site.rulesOf(virtualHost.routes);
  return routed(virtualHost, rules, router, scope, flow);
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

function unresolved(host: string, cluster: string, flow: Flow): End {
  const reason = `The name ${host} does not resolve in cluster ${cluster}, which has no Service of this name.`;
  const fix = 'Apply a Service with this name there. It needs no Pods.';
  return { flow, status: 0, reason, fix };
}

/** Whether a proxy, which looks at the first bytes at this port, does not find HTTP in them. */
function isOpaque({ protocol }: Port, { wire }: Flow): boolean {
  return protocol === undefined && wire.kind === 'connection';
}

/** A connection that no listener is for: a proxy expects HTTP at the port, or knows nothing of it. */
function notRouted(
  host: string,
  port: number,
  service: Service | undefined,
  known: Service | undefined,
  sender: Sender,
  flow: Flow,
): Unrouted | End {
  if (known?.ports.every(({ number }) => number !== port) !== false) return unknown(host, port, service, sender, flow);
  const reason = `Port ${port} of ${host} is declared as HTTP, and the connection is not HTTP that a proxy can read.`;
  const fix = `Call it with http, or give the port of ${known.object.id} a name that starts with tcp or tls.`;
  return { flow, status: 400, flag: 'DPE', reason, fix };
}

function unknown(
  host: string,
  port: number,
  service: Service | undefined,
  { proxy, scope }: Sender,
  flow: Flow,
): Unrouted | End {
  const { cluster } = proxy;
  const text = `no virtual host for ${host}:${port}`;
  const at = onward(flow, { kind: 'virtual host', cluster, text, object: service?.object });
  if (scope.outbound === 'ALLOW_ANY') return { flow: at, unrouted: service };
  const reason = `The sidecar of ${proxy.name} does not know ${host}:${port}, and sends requests to known hosts only.`;
  return {
    flow: at,
    status: 502,
    reason,
    fix: 'Add a ServiceEntry for the host, or export the Service to the caller.',
  };
}
