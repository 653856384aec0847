/**
 * Follows a request from its caller to where it ends, across clusters.
 * @module
 */
import type { ManifestObject } from '../manifests';
import { callerNamed, ingressNamed } from './callers';
import { type End, onward } from './flow';
import { entered } from './gateway/ingress';
import { passed } from './gateway/pass';
import { arrived } from './inbound/arrive';
import type { TracedMesh } from './mesh';
import { type Proxy, proxyOf } from './model/proxy';
import type { Site } from './site';
import type { Outcome } from './outcome';
import { outcomesOf } from './outcomes';
import { sent, type Unrouted } from './outbound';
import { start, type TraceRequest } from './request';
import type { Sent } from './route/http';
import { type Connection, connectionsTo, type Sender } from './upstream/connections';
import { endpointsOf } from './upstream/endpoints';

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
  const { attempts } = sender.site.cluster.config;
  const flow = { probability: 1, wire, trail: undefined, mirrors: [], attempts };
  const at = onward(flow, { kind: 'caller', cluster, text: name, object });
  const ways = ingress === undefined ? sent(host, port, sender, at) : entered(port, sender, at);
  return ways.flatMap((each) => ended(each, port, sender, mesh));
}

function calling(from: string, mesh: TracedMesh): { readonly sender: Sender; readonly object: ManifestObject } {
  const { workload, site } = callerNamed(from, mesh.sites);
  const proxy = proxyOf(workload, 'sidecar', site.cluster.config.trustDomain);
  return { sender: { site, proxy, scope: site.scopeOf(proxy) }, object: workload.object };
}

function ended(each: Sent | Unrouted | End, port: number, sender: Sender, mesh: TracedMesh): readonly End[] {
  if ('status' in each) return [each];
  if ('unrouted' in each) return past(each, port, sender, mesh);
  const connections = connectionsTo(each.destination, sender, each.flow);
  return connections.flatMap((next) => reached(next, identitiesOf(next), sender.site, sender.proxy, mesh, 0));
}

function identitiesOf(next: Connection | End): ReadonlySet<string> | undefined {
  return 'endpoint' in next ? next.identities : undefined;
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
  if (far === undefined) return [{ flow, status: 200 }];
  if (gateways >= MOST_GATEWAYS) return [circle(next)];
  return passed(far, endpoint.port, tls, flow).flatMap((each) =>
    reached(each, identities, far, caller, mesh, gateways + 1),
  );
}

function circle({ flow, service }: Connection): End {
  const reason = `The gateways send the request to each other, because each has the other as an endpoint of ${service.host}.`;
  const fix = 'Give the WorkloadEntries of gateways no labels that a Service selects by.';
  return { flow, status: 503, flag: 'UF', reason, fix };
}

/** Follows a request that a sidecar does not route: to any Pod of the Service, or out of the mesh, without encryption. */
function past({ flow, unrouted }: Unrouted, number: number, { site, proxy }: Sender, mesh: TracedMesh): readonly End[] {
  if (unrouted === undefined) return [{ flow, status: 200 }];
  const port = unrouted.ports.find((each) => each.number === number);
  const endpoints = port === undefined ? [] : endpointsOf(unrouted, port, site.cluster);
  const pods = endpoints.filter(({ workload }) => workload !== undefined);
  if (pods.length === 0) {
    const reason = `The sidecar does not route requests to ${unrouted.host}:${number}, and the Service has no Pods there.`;
    return [
      { flow, status: 503, flag: 'UF', reason, fix: 'Export the Service to the caller, and call a port that it has.' },
    ];
  }
  const total = pods.reduce((sum, { weight }) => sum + weight, 0);
  return pods.flatMap((endpoint) => {
    const at = { ...flow, probability: (flow.probability * endpoint.weight) / total };
    const connection = {
      flow: at,
      service: unrouted,
      endpoint,
      tls: { mode: 'plain' },
      identities: undefined,
    } as const;
    return reached(connection, undefined, site, proxy, mesh, 0);
  });
}
