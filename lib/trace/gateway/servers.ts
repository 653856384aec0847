/**
 * The servers of the Gateways for an ingress gateway, and which of them take a connection.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/gateway.go
 * @module
 */
import type { GatewaySpec } from '../../istio';
import type { ManifestObject } from '../../manifests';
import { ByHost } from '../model/hosts';
import type { Sender } from '../upstream/connections';
import { gatewayPorts } from './ports';
import { TakenHosts, withNamespace } from './taken-hosts';

/** A server as a Gateway writes it. */
export type ServerSpec = NonNullable<GatewaySpec['servers']>[number];

/** A server of a Gateway. */
export interface Listening {
  readonly object: ManifestObject;
  readonly path: readonly (string | number)[];
  readonly server: ServerSpec;
}

/** The servers for HTTP at a port of the Gateways for a gateway, the oldest Gateway first. */
export function listening(sender: Sender, port: number): readonly Listening[] {
  const { site, proxy } = sender;
  const ports = gatewayPorts(sender);
  const atPods = ports.ofPods(port);
  const all = site.cluster
    .gatewaysFor(proxy.labels)
    .flatMap(({ object, spec: { servers = [] } }) =>
      servers.map((server, index) => ({ object, path: ['spec', 'servers', index], server })),
    )
    .filter(({ server }) => ports.ofServer(server.port.number) === atPods);
  return withoutTaken(all).filter(({ server }) => /^(HTTP|HTTPS|HTTP2|GRPC|GRPC-WEB)$/i.test(server.port.protocol));
}

/** Leaves out servers with TLS settings if an earlier one has one of their hosts. */
function withoutTaken(all: readonly Listening[]): readonly Listening[] {
  const taken = new TakenHosts();
  return all.filter(
    ({ object: { namespace = '' }, server: { tls, hosts } }) =>
      tls === undefined || taken.take(hosts.map((each) => withNamespace(each, namespace))),
  );
}

/** The servers that take a connection: the one that decrypts it, by the most specific host, else all that do not decrypt. */
export function serversFor(serverName: string | undefined, all: readonly Listening[]): readonly Listening[] {
  if (serverName === undefined) return all.filter(({ server }) => !isTerminating(server));
  const byHost = new ByHost<Listening>();
  for (const each of all.filter(({ server }) => isTerminating(server)))
    for (const host of each.server.hosts) byHost.set(host.replace(/^.*\//, '').toLowerCase(), each);
  const found = byHost.find(serverName.toLowerCase());
  return found === undefined ? [] : [found];
}

/** Whether a server decrypts TLS. */
export function isTerminating({ port, tls }: ServerSpec): boolean {
  return port.protocol.toUpperCase() === 'HTTPS' || (tls?.mode !== undefined && tls.httpsRedirect !== true);
}
