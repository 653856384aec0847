/**
 * Follows a request from its caller to where it ends, across clusters.
 * @module
 */
import type { ManifestObject } from '../manifests';
import { callerNamed, ingressNamed } from './callers';
import { failed } from './failure';
import { type Decided, type End, onward } from './flow';
import { entered } from './gateway/ingress';
import { passed } from './gateway/pass';
import { arrived } from './inbound/arrive';
import type { TracedMesh } from './mesh';
import type { Proxy } from './model/proxy';
import type { Site } from './site';
import type { Outcome } from './outcome';
import { outcomesOf } from './outcomes';
import { sent, type Unrouted } from './outbound';
import { resolve, serviceIn } from './resolve';
import { start, type TraceRequest } from './request';
import type { Sent } from './route/http';
import { type Connection, connectionsTo, type Sender } from './upstream/connections';
import { type OriginalTarget, passedOn } from './upstream/original-target';
import { retried } from './upstream/retries';

/** Through how many gateways a request may go. One that goes through more goes round in circles. */
const MOST_GATEWAYS = 8;

/**
 * Follows a request. The outcomes are sorted by probability, then cluster, then workload.
 *
 * @throws ConfigError if the caller is unknown (MC210) or not one workload (MC211), or the URL is not one of HTTP (MC212)
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
  const ingress = ingressNamed(request.from, mesh.sites);
  const { sender, object } =
    ingress === undefined ? calling(request.from, mesh) : { sender: ingress, object: undefined };
  const { cluster, name } = sender.proxy;
  const { retries } = sender.site.cluster.config;
  const flow = { probability: 1, wire, trail: undefined, rule: undefined, retries };
  const at = onward(flow, { kind: 'caller', cluster, text: name, object });
  if (ingress !== undefined)
    return entered(port, sender, at).flatMap((each) => ended(each, { service: undefined, port }, sender, mesh));
  const resolved = resolve(host, sender);
  const target = { service: serviceIn(resolved), port };
  return sent({ host, port, resolved, flow: at }, sender).flatMap((each) => ended(each, target, sender, mesh));
}

function calling(from: string, mesh: TracedMesh): { readonly sender: Sender; readonly object: ManifestObject } {
  const { workload, site } = callerNamed(from, mesh.sites);
  return { sender: site.sidecarOf(workload), object: workload.object };
}

function ended(each: Sent | Unrouted | End, target: OriginalTarget, sender: Sender, mesh: TracedMesh): readonly End[] {
  if ('status' in each) return [each];
  const follow = (next: Connection | End): readonly End[] =>
    reached(next, 'endpoint' in next ? next.identities : undefined, sender.site, sender.proxy, mesh, 0);
  if ('isUnrouted' in each) return passedOn(each.flow, target, sender.site).flatMap(follow);
  const connections = connectionsTo(each.destination, sender, each.flow, target);
  return retried(
    connections.map((next) => ({ next, ends: follow(next) })),
    each.flow,
  );
}

/** Follows a connection: to Pods, through the gateway of a cluster, or out of the mesh. */
function reached(
  next: Connection | End,
  identities: ReadonlySet<string> | undefined,
  site: Site,
  caller: Proxy,
  mesh: TracedMesh,
  gateways: number,
): readonly End[] {
  if (!('endpoint' in next)) return [next];
  const { endpoint, tls, flow } = next;
  if (endpoint.workload !== undefined) {
    const there = mesh.sites.get(endpoint.workload.cluster) ?? site;
    return [arrived(next, endpoint.workload, identities, caller, there)];
  }
  const far = mesh.behind(endpoint);
  if (far === undefined)
    return named(next, { site, proxy: caller }).flatMap((each) =>
      'endpoint' in each ? reached(each, identities, site, caller, mesh, gateways) : [each],
    );
  if (gateways >= MOST_GATEWAYS) return [circle(next)];
  return passed(far, endpoint, tls, flow).flatMap((each) => reached(each, identities, far, caller, mesh, gateways + 1));
}

/** The connections to an address outside of the mesh, whose name may yet be that of a Service of the cluster. */
function named(
  { flow, endpoint, tls, identities }: Connection,
  sender: Pick<Sender, 'site' | 'proxy'>,
): readonly (Connection | End)[] {
  const { address = '', port } = endpoint;
  const target = { service: serviceIn(resolve(address, sender)), port };
  const isUnknown = target.service === undefined && tls.mode === 'mutual';
  const at = isUnknown ? onward(flow, unknownGateway(address, sender.proxy.cluster)) : flow;
  return passedOn(at, target, sender.site, tls).map((each) => ('endpoint' in each ? { ...each, identities } : each));
}

/** Mutual TLS to an address that no cluster is known to have: most likely a gateway whose cluster nothing tells. */
function unknownGateway(address: string, cluster: string): Decided {
  return { kind: 'gateway', cluster, text: `${address}, which no cluster is known to have, taken to answer` };
}

function circle({ flow, service }: Connection): End {
  const reason = `The gateways send the request to each other, because each has the other as an endpoint of ${service.host}.`;
  const fix = 'Give the WorkloadEntries of gateways no labels that a Service selects by.';
  return failed(flow, 'UF', { reason, fix });
}
