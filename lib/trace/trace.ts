/**
 * Follows a request from its caller to where it ends, across clusters.
 * @module
 */
import { failed } from './failure';
import { assuming, type End, type Flow, onward, unread } from './flow';
import { assumedThere, gatewayHop } from './gateway/hop';
import { atGateway, type Incoming } from './gateway/arrive';
import { gatewayPorts } from './gateway/ports';
import { arrived } from './inbound/arrive';
import type { TracedMesh } from './mesh';
import type { Proxy } from './model/proxy';
import type { Site } from './site';
import type { Outcome } from './outcome';
import { refuseLoopback } from './loopback';
import { outcomesOf } from './outcomes';
import { sent, type Unrouted } from './outbound';
import { opened } from './opened';
import { resolve, serviceIn } from './resolve';
import { start, type TraceRequest } from './request';
import type { Sent } from './route/http';
import type { Connection, Sender } from './upstream/connection';
import { connectionsTo } from './upstream/connections';
import type { Endpoint } from './upstream/endpoint';
import { unreached } from './upstream/failures';
import { type OriginalTarget, passedOn } from './upstream/original-target';
import { retried } from './upstream/retries';

/** Through how many gateways a request may go. One that goes through more goes round in circles. */
const MOST_GATEWAYS = 8;

/**
 * Follows a request. The outcomes are sorted by probability, then cluster, then workload and its namespace.
 *
 * @throws ConfigError if the caller is unknown (MC210) or not one workload (MC211), or the URL is not one that is followed (MC212)
 * or that of the caller itself (MC235)
 */
export function trace(mesh: TracedMesh, request: TraceRequest): readonly Outcome[] {
  return outcomesOf(waysOf(mesh, request));
}

/**
 * All ways of a request, each with what decided it.
 *
 * @throws ConfigError as `trace`
 */
export function waysOf(mesh: TracedMesh, request: TraceRequest): readonly End[] {
  const { host, port, wire } = start(request);
  const { sender, isIngress, object } = mesh.caller(request.from);
  const { cluster, name } = sender.proxy;
  const { retries } = sender.site.cluster.config;
  const flow = { probability: 1, wire, trail: undefined, rules: [], delays: [], retries, assumptions: [] };
  const text = isIngress ? `${name}${assumedThere(sender)}` : name;
  const at = onward(flow, { kind: 'caller', cluster, text, object });
  if (isIngress) return entered(port, at, sender, mesh);
  refuseLoopback(host, request.to);
  const resolved = resolve(host, sender);
  return opened(resolved, port, sender).flatMap(({ share, target, listener }) => {
    const part = { ...at, probability: share };
    return sent({ host, port, resolved, listener, flow: part }, sender).flatMap((each) =>
      ended(each, target, sender, mesh, 0),
    );
  });
}

/** Follows what comes from outside of the mesh to a port of an ingress gateway. No proxy of the caller has read it. */
function entered(called: number, flow: Flow, gateway: Sender, mesh: TracedMesh): readonly End[] {
  const port = gatewayPorts(gateway).ofPods(called);
  if (port === undefined) return [unserved(called, gateway, unread(flow))];
  const incoming = {
    flow: unread(flow),
    port,
    tls: { mode: 'plain' },
    identities: undefined,
    client: undefined,
  } as const;
  return through(incoming, gateway, mesh, 1);
}

/** A port that no Service of an ingress gateway has. */
function unserved(port: number, { proxy: { name, cluster } }: Sender, flow: Flow): End {
  const reason = `No Service of ${name} in cluster ${cluster} has port ${port}.`;
  return failed(flow, 'UF', { reason, fix: 'Call a port that the Service has, or add it to the Service.' });
}

/** Follows what a proxy sends. */
function ended(
  each: Sent | Unrouted | End,
  target: OriginalTarget,
  sender: Sender,
  mesh: TracedMesh,
  gateways: number,
): readonly End[] {
  if ('status' in each) return [each];
  const follow = (next: Connection | End): readonly End[] =>
    reached(next, 'endpoint' in next ? next.identities : undefined, sender.site, sender.proxy, mesh, gateways);
  if ('isUnrouted' in each) return passedOn(each.flow, target, sender.site).flatMap(follow);
  const connections = connectionsTo(each.destination, sender, each.flow, target);
  return retried(
    connections.map((next) => ({ next, ends: follow(next) })),
    each.flow,
  );
}

/** Follows a connection: to Pods, through gateways, or out of the mesh. */
function reached(
  next: Connection | End,
  identities: ReadonlySet<string> | undefined,
  site: Site,
  client: Proxy,
  mesh: TracedMesh,
  gateways: number,
): readonly End[] {
  if (!('endpoint' in next)) return [next];
  const { endpoint, tls, flow } = next;
  const follow = (each: Connection | End): readonly End[] => reached(each, identities, site, client, mesh, gateways);
  const into = (gateway: Sender, port: number, at: Flow): readonly End[] =>
    gateways >= MOST_GATEWAYS
      ? [circle(next)]
      : through({ flow: at, port, tls, identities, client }, gateway, mesh, gateways + 1);
  const { workload, unreachedBy, network } = endpoint;
  if (unreachedBy !== undefined) return [unreached(network, unreachedBy, flow)];
  if (workload !== undefined) {
    const there = mesh.sites.get(workload.cluster) ?? site;
    if (!workload.isGateway) return [arrived(next, workload, identities, client, there)];
    const gateway = there.gatewayOf(workload);
    return into(gateway, endpoint.port, onward(flow, gatewayHop(gateway, `port ${endpoint.port}`)));
  }
  const far = mesh.behind(endpoint);
  if (far === undefined) return named(next, { site, proxy: client }).flatMap(follow);
  const entrance = far.entranceAt(endpoint);
  if (entrance === undefined) return [noPort(far, endpoint, flow)];
  if ('service' in entrance)
    return passedOn(flow, entrance, far).flatMap((each) => follow('endpoint' in each ? { ...each, tls } : each));
  const { gateway, port, assumed } = entrance;
  const called = `port ${endpoint.port}${assumed === undefined ? '' : `, assumed to lead to port ${assumed}`}`;
  return into(gateway, port, onward(flow, gatewayHop(gateway, called)));
}

/** Follows a connection through a gateway. */
function through(incoming: Incoming, gateway: Sender, mesh: TracedMesh, gateways: number): readonly End[] {
  const { as, all } = atGateway(incoming, gateway);
  const { site, proxy } = gateway;
  const { identities, client = proxy, port } = incoming;
  if (as === 'sealed') return all.flatMap((each) => reached(each, identities, site, client, mesh, gateways));
  const ends = all.flatMap((each) => ended(each, { service: undefined, port }, gateway, mesh, gateways));
  return ends.map(as === 'requests' ? answered : broken);
}

/** To the proxies before a gateway that reads requests, each end is a response. */
function answered(end: End): End {
  return { ...end, isResponse: true };
}

/** To the proxies before a gateway that passes bytes on, what fails behind it is a connection that is closed. */
function broken(end: End): End {
  const { flow, status, flag, isResponse = false } = end;
  const isClosed = !isResponse && (status === 0 || (status === 503 && flag !== undefined && flag !== 'FI'));
  if (!isClosed) return end;
  const { flag: _, ...rest } = end;
  return flow.wire.kind === 'http' ? { ...rest, status: 503, flag: 'UC' } : { ...rest, status: 0 };
}

/** The connections to an address outside of the mesh, whose name may yet be that of a Service of the cluster. */
function named(
  { flow, endpoint, tls, identities }: Connection,
  sender: Pick<Sender, 'site' | 'proxy'>,
): readonly (Connection | End)[] {
  const { address = '', port } = endpoint;
  const target = { service: serviceIn(resolve(address, sender)), port };
  const isUnknown = target.service === undefined && tls.mode === 'mutual';
  const at = isUnknown ? toUnknownGateway(address, sender.proxy.cluster, flow) : flow;
  return passedOn(at, target, sender.site, tls).map((each) => ('endpoint' in each ? { ...each, identities } : each));
}

/** Mutual TLS to an address that no cluster is known to have: most likely a gateway whose cluster nothing tells. */
function toUnknownGateway(address: string, cluster: string, flow: Flow): Flow {
  const hop = { kind: 'gateway', cluster, text: `${address}, which no cluster is known to have` } as const;
  const assumption = `${address} is assumed to answer. If it is the gateway of a cluster, give the manifests of this cluster, and its name with --gateway <cluster>=${address}.`;
  return assuming(onward(flow, hop), assumption);
}

/** A Service that does not have the port. */
function noPort({ cluster }: Site, { address = '', port }: Endpoint, flow: Flow): End {
  const service = cluster.servicesByAddress.get(address);
  const reason = `${service?.id ?? address} of cluster ${cluster.name} has no port ${port}.`;
  return failed(flow, 'UF', { reason, fix: 'Correct the port of the endpoint, or add it to the Service.' });
}

function circle({ flow, service }: Connection): End {
  const reason = `The gateways send the request to each other, because each has the other as an endpoint of ${service.host}.`;
  const fix = 'Give the WorkloadEntries of gateways no labels that a Service selects by.';
  return failed(flow, 'UF', { reason, fix });
}
