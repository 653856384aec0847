/**
 * The services that a gateway passes mutual TLS on to, by the server names of connections.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/gateway.go
 * @module
 */
import { serverName } from '../../istio';
import { groupBy } from '../../manifests';
import type { Cluster } from '../model/cluster';
import { ByHost } from '../model/hosts';
import type { Proxy } from '../model/proxy';
import type { Port, Service } from '../model/service';
import type { Scope } from '../scope/scope';
import { bareHost, type Server } from './servers';

/** Where connections with a server name go. */
export interface PassedService {
  readonly service: Service;
  readonly port: Port;
  readonly subset: string | undefined;
  readonly server: Server;
}

/** The services that the servers of a gateway list, each by port and subset. */
export interface PassedServices {
  readonly byName: ReadonlyMap<string, PassedService>;
  /** Two servers that both list a service. Envoy refuses the whole listener then. */
  readonly clash: readonly [Server, Server] | undefined;
}

/** The services that servers with AUTO_PASSTHROUGH pass connections on to: each port and subset has a server name. */
export function passedServices(
  servers: readonly Server[],
  cluster: Cluster,
  proxy: Proxy,
  scope: Scope,
): PassedServices {
  const byHost = serversByHost(servers);
  const byName = new Map<string, PassedService>();
  let clash: PassedServices['clash'];
  for (const service of servers.length === 0 ? [] : scope.services.all()) {
    if (service.isExternal || service.resolution === 'alias') continue;
    const found = byHost.covering(service.host).flat();
    if (found.length === 0) continue;
    const [server, other] = found.length === 1 ? found : servers.filter((each) => found.includes(each));
    const ports = service.ports.filter(({ protocol }) => protocol !== 'UDP');
    if (server === undefined || ports.length === 0) continue;
    if (other !== undefined) clash = [server, other];
    const rule = cluster.destinationRules.find(service.host, service.namespace, proxy);
    for (const port of ports)
      for (const subset of [undefined, ...(rule?.subsets ?? []).map(({ name }) => name)])
        byName.set(serverName({ port: port.number, subset, host: service.host }), { service, port, subset, server });
  }
  return { byName, clash };
}

function serversByHost(servers: readonly Server[]): ByHost<readonly Server[]> {
  const named = servers.flatMap((server) => server.hosts.map((each) => ({ host: bareHost(each), server })));
  const byHost = new ByHost<readonly Server[]>();
  for (const [host, all] of groupBy(named, (each) => each.host))
    byHost.set(
      host,
      all.map(({ server }) => server),
    );
  return byHost;
}
