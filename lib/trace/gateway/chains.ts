/**
 * The filter chains by which a gateway passes connections through, by their server names.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/gateway.go
 * @module
 */
import { serverName } from '../../istio';
import { groupBy, type ManifestObject } from '../../manifests';
import type { Cluster } from '../model/cluster';
import type { Gateway } from '../model/gateways';
import { ByHost } from '../model/hosts';
import type { Proxy } from '../model/proxy';
import type { Port, Service } from '../model/service';
import type { Scope } from '../scope/scope';
import { TakenHosts, withNamespace } from './taken-hosts';

/** Where connections with a server name go. */
export interface Chain {
  readonly service: Service;
  readonly port: Port;
  readonly subset: string | undefined;
  readonly server: Server;
}

/** A server of a Gateway. */
export interface Server {
  readonly object: ManifestObject;
  readonly path: readonly (string | number)[];
  readonly port: number;
  readonly mode: string;
  /** Its hosts, each with the namespace before it. */
  readonly hosts: readonly string[];
}

/** What a gateway does with connections that it passes through. */
export interface PassThrough {
  /** The servers that pass connections through. */
  readonly servers: readonly Server[];
  /** Servers that Istio leaves out, because an earlier one has one of their hosts. */
  readonly dropped: readonly Server[];
  readonly chains: ReadonlyMap<string, Chain>;
  /** Two servers that both have chains for a service. Envoy refuses the whole listener then. */
  readonly clash: readonly [Server, Server] | undefined;
}

/** The servers with TLS settings at some ports. Of two with the same host, only the first counts. */
export function serversAt(
  gateways: readonly Gateway[],
  isThere: (port: number) => boolean,
): { readonly servers: readonly Server[]; readonly dropped: readonly Server[] } {
  const taken = new TakenHosts();
  const [servers, dropped]: [Server[], Server[]] = [[], []];
  for (const { object, spec } of gateways) {
    for (const [index, { port: own, tls, hosts }] of (spec.servers ?? []).entries()) {
      if (!isThere(own.number) || tls === undefined) continue;
      const names = hosts.map((host) => withNamespace(host, object.namespace ?? ''));
      const server = {
        object,
        path: ['spec', 'servers', index],
        port: own.number,
        mode: tls.mode ?? 'PASSTHROUGH',
        hosts: names,
      };
      (taken.take(names) ? servers : dropped).push(server);
    }
  }
  return { servers, dropped };
}

/**
 * The chains of a gateway: one for each port and subset of the services that its servers list.
 *
 * @param isThere whether a server's port is the one that is asked for
 */
export function passThrough(
  cluster: Cluster,
  proxy: Proxy,
  scope: Scope,
  isThere: (port: number) => boolean,
): PassThrough {
  const { servers: all, dropped } = serversAt(cluster.gatewaysFor(proxy.labels), isThere);
  const servers = all.filter(({ mode }) => mode === 'AUTO_PASSTHROUGH');
  const byHost = serversByHost(servers);
  const chains = new Map<string, Chain>();
  let clash: PassThrough['clash'];
  for (const service of scope.services.all()) {
    if (service.isExternal || service.resolution === 'alias') continue;
    const found = byHost.covering(service.host).flat();
    if (found.length === 0) continue;
    const [server, other] = found.length === 1 ? found : servers.filter((each) => found.includes(each));
    const ports = service.ports.filter(({ protocol }) => protocol !== 'UDP');
    if (server === undefined || ports.length === 0) continue;
    if (other !== undefined) clash = [server, other];
    const rule = cluster.destinationRules.find(service.host, service.namespace, proxy);
    for (const each of ports)
      for (const subset of [undefined, ...(rule?.subsets ?? []).map(({ name }) => name)])
        chains.set(serverName({ port: each.number, subset, host: service.host }), {
          service,
          port: each,
          subset,
          server,
        });
  }
  return { servers, dropped, chains, clash };
}

function serversByHost(servers: readonly Server[]): ByHost<readonly Server[]> {
  const named = servers.flatMap((server) =>
    server.hosts.map((each) => ({ host: each.slice(each.indexOf('/') + 1), server })),
  );
  const byHost = new ByHost<readonly Server[]>();
  for (const [host, all] of groupBy(named, (each) => each.host))
    byHost.set(
      host,
      all.map(({ server }) => server),
    );
  return byHost;
}
