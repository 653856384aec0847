/**
 * The servers at a port of a gateway, as Istio merges those of all Gateways for it.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/gateway.go
 * @module
 */
import type { GatewaySpec } from '../../istio';
import type { ManifestObject } from '../../manifests';
import type { Gateway } from '../model/gateways';

/** A server as a Gateway writes it. */
export type ServerSpec = NonNullable<GatewaySpec['servers']>[number];

/**
 * What a server does with connections: reads HTTP, decrypts TLS and reads HTTP in it, passes bytes on, decrypts TLS and passes
 * what is in it on, passes TLS on by its server name, or passes mutual TLS on to the service that its server name names.
 */
type ServerKind = 'http' | 'https' | 'tcp' | 'tls' | 'passthrough' | 'auto-passthrough';

/** A server of a Gateway. */
export interface Server {
  readonly object: ManifestObject;
  readonly path: readonly (string | number)[];
  readonly spec: ServerSpec;
  readonly kind: ServerKind;
  /** The Gateway, as VirtualServices name it: `namespace/name`. */
  readonly gateway: string;
  /** Its hosts, each with the namespace before it. */
  readonly hosts: readonly string[];
}

/** The servers at a port. */
export interface Servers {
  readonly servers: readonly Server[];
  /** Servers that Istio leaves out, because an earlier one has one of their hosts, or reads connections in another way. */
  readonly dropped: readonly Server[];
}

/** The servers of Gateways, the oldest first, at some ports. */
export function serversAt(gateways: readonly Gateway[], isThere: (port: number) => boolean): Servers {
  const taken = new Set<string>();
  const [servers, dropped]: [Server[], Server[]] = [[], []];
  let plain: ServerKind | undefined;
  for (const server of gateways.flatMap(serversOf).filter(({ spec }) => isThere(spec.port.number))) {
    const { spec, kind, hosts } = server;
    const isTaken = spec.tls !== undefined && hosts.some((each) => taken.has(each));
    if (spec.tls !== undefined && !isTaken) for (const each of hosts) taken.add(each);
    // what does not decrypt TLS keeps the port to itself, but for what reads HTTP, too
    const isRefused = plain !== undefined && !(plain === 'http' && kind === 'http');
    if (isTaken || isRefused) dropped.push(server);
    else servers.push(server);
    if (!isTaken && (kind === 'http' || kind === 'tcp')) plain ??= kind;
  }
  return { servers, dropped };
}

function serversOf({ object, spec: { servers = [] } }: Gateway): readonly Server[] {
  const { name, namespace = '' } = object;
  return servers.map((spec, index) => ({
    object,
    path: ['spec', 'servers', index],
    spec,
    kind: kindOf(spec),
    gateway: `${namespace}/${name}`,
    hosts: spec.hosts.map((host) => withNamespace(host, namespace)),
  }));
}

function kindOf({ port: { protocol }, tls }: ServerSpec): ServerKind {
  if (/^(?:HTTP|HTTP2|HTTP_PROXY|GRPC|GRPC-WEB)$/i.test(protocol)) return 'http';
  if (tls === undefined) return 'tcp';
  const { mode = 'PASSTHROUGH' } = tls;
  if (mode === 'AUTO_PASSTHROUGH') return 'auto-passthrough';
  if (mode === 'PASSTHROUGH') return 'passthrough';
  return protocol.toUpperCase() === 'HTTPS' ? 'https' : 'tls';
}

/** A host with the namespace before it: `*` if it names none. */
function withNamespace(host: string, own: string): string {
  if (!host.includes('/')) return `*/${host}`;
  return host.startsWith('./') ? `${own}${host.slice(1)}` : host;
}

/** The server names of the connections that a server decrypts. */
export function namesOf({ hosts }: Server): readonly string[] {
  return [...new Set(hosts.map(bareHost))].sort();
}

/** A host without the namespace before it. */
export function bareHost(host: string): string {
  return host.slice(host.indexOf('/') + 1);
}
