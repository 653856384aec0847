/**
 * Why a gateway does not take a connection.
 * @module
 */
import { GATEWAY_PORT } from '../../istio';
import { failed } from '../failure';
import type { End } from '../flow';
import type { Proxy } from '../model/proxy';
import type { Sender } from '../upstream/connection';
import { shownName } from '../upstream/tls';
import type { Incoming } from './arrive';
import type { Listener } from './listener';
import type { Server } from './servers';

/** An end at a gateway. What is encrypted by a proxy fails before it is open; what is not, is closed. */
function closed({ flow, tls, client }: Incoming, reason: string, fix: string): End {
  return failed(flow, tls.mode === 'plain' && client !== undefined ? 'UC' : 'UF', { reason, fix });
}

/** A connection to a port at which nothing listens. */
function unheard({ flow }: Incoming, reason: string, fix: string): End {
  return failed(flow, 'UF', { reason, fix });
}

/** Two servers for the same connections. */
export function clashing([one, other]: readonly [Server, Server], incoming: Incoming, { cluster }: Proxy): End {
  const reason =
    `Two servers of the gateway of cluster ${cluster} list the same host: one of ${one.object.id} and one of ` +
    `${other.object.id}. Envoy refuses the whole listener.`;
  return unheard(incoming, reason, 'List each host in one server only.');
}

/** A port without a server that does anything. */
export function noServer(listener: Listener, incoming: Incoming, sender: Sender): End {
  const { proxy } = sender;
  const { servers, dropped } = listener;
  const [server] = servers;
  const [left] = dropped;
  if (server?.kind === 'auto-passthrough' && incoming.client !== undefined)
    return { ...noService(listener, incoming, sender), flag: 'UF' };
  if (server !== undefined && server.kind !== 'auto-passthrough')
    return unheard(
      incoming,
      `No VirtualService has a rule for the connections that ${server.object.id} takes at port ${incoming.port}.`,
      `Add a rule for ${server.kind === 'passthrough' ? 'tls' : 'tcp'} to a VirtualService that names the Gateway.`,
    );
  if (left !== undefined && server === undefined)
    return unheard(incoming, leftOut(left), 'List each host in one server only.');
  const { cluster, name } = proxy;
  const { tls } = incoming;
  const isPassing = tls.mode === 'mutual' && tls.serverName.startsWith('outbound_');
  return !isPassing
    ? unheard(
        incoming,
        `No Gateway for ${name} in cluster ${cluster} takes ${whatComes(incoming)} at port ${incoming.port}.`,
        'Add a server with this port and host to a Gateway.',
      )
    : unheard(
        incoming,
        `No Gateway of cluster ${cluster} passes connections at port ${incoming.port} through.`,
        `Apply a Gateway with an AUTO_PASSTHROUGH server at port ${GATEWAY_PORT}.`,
      );
}

function leftOut({ object }: Server): string {
  return `Istio leaves out the server of ${object.id}, because an earlier one has one of its hosts.`;
}

function whatComes({ flow, tls }: Incoming): string {
  const serverName = shownName(tls, flow.wire);
  return serverName === undefined ? 'requests without TLS' : `TLS to ${serverName}`;
}

/** A connection that no filter chain is for. */
export function noChain(listener: Listener, incoming: Incoming, sender: Sender): End {
  const { cluster, name } = sender.proxy;
  if (listener.passed.size === 0 || incoming.client === undefined)
    return closed(
      incoming,
      `No Gateway for ${name} in cluster ${cluster} takes ${whatComes(incoming)} at port ${incoming.port}.`,
      'Add a server with this port and host to a Gateway.',
    );
  return noService(listener, incoming, sender);
}

/** A connection that a gateway passes on to no service. */
function noService(listener: Listener, incoming: Incoming, sender: Sender): End {
  const { tls } = incoming;
  const { cluster } = sender.proxy;
  if (tls.mode !== 'mutual')
    return closed(
      incoming,
      `The gateway of cluster ${cluster} passes only mutual TLS of Istio through, but the caller does not use it.`,
      'Set tls.mode to ISTIO_MUTUAL in the DestinationRule of the caller.',
    );
  return unknownName(listener, tls.serverName, incoming, sender);
}

/** Says why a gateway has no chain for a server name: the host or the subset may be unknown to it, or no server lists the host. */
function unknownName({ dropped, servers }: Listener, serverName: string, incoming: Incoming, sender: Sender): End {
  const { cluster } = sender.site;
  const { name } = cluster;
  const [, port = '', subset = '', host = serverName] = /^outbound_\.(\d+)_\.(.*?)_\.(.+)$/.exec(serverName) ?? [];
  const service = sender.scope.services.get(host);
  const wrong = (reason: string, fix: string): End =>
    closed(incoming, `The gateway of cluster ${name} has no filter chain for ${serverName}. ${reason}`, fix);
  if (service === undefined) {
    const hidden = cluster.services.find((each) => each.host === host);
    return hidden === undefined
      ? wrong(
          `Cluster ${name} does not know the host ${host}.`,
          'Set tls.sni of the caller to a host that the cluster knows.',
        )
      : wrong(`${hidden.object.id} is not visible to its namespace.`, 'Export it to the namespace of the gateway.');
  }
  const isListed = servers.some(({ hosts }) => hosts.some((each) => each.endsWith(`/${host}`) || each.includes('/*')));
  if (!service.ports.some(({ number }) => String(number) === port))
    return wrong(`${service.object.id} has no port ${port}.`, 'Name the port of the Service in tls.sni.');
  if (subset !== '' && isListed)
    return wrong(
      `No DestinationRule there declares subset ${subset} of ${host}.`,
      `Declare the subset in cluster ${name}, too, or correct tls.sni in the DestinationRule of the caller.`,
    );
  const [server] = dropped;
  return server === undefined
    ? wrong('No server of its Gateways lists the host.', `Add the host to the Gateway of cluster ${name}.`)
    : wrong(
        `Istio leaves out a server of ${server.object.id}, whose hosts another server has.`,
        'List each host once.',
      );
}

/** Why a server does not read what comes; undefined if it does. */
export function notDecrypted(server: Server, isSecret: boolean, incoming: Incoming, proxy: Proxy): End | undefined {
  const { flow, tls } = incoming;
  const { kind, object } = server;
  const where = `${object.id} for ${proxy.name} in cluster ${proxy.cluster}`;
  if (kind === 'tcp' || kind === 'passthrough') return undefined;
  if (kind === 'http' && isSecret)
    return failed(flow, tls.mode === 'plain' ? 'UC' : 'UF', {
      reason: `${where} takes HTTP without TLS, but the caller uses TLS.`,
      fix: 'Set tls.mode to DISABLE in the DestinationRule of the caller, or call it with http.',
    });
  const wrong = kind === 'http' ? undefined : wrongTls(server, isSecret, where, incoming);
  const inside = kind === 'http' || tls.mode !== 'plain' ? 'http' : 'https';
  return wrong ?? (kind === 'tls' || flow.wire.payload === inside ? undefined : notHttp(where, incoming));
}

/** Why a server does not decrypt what comes; undefined if it does. */
function wrongTls({ spec }: Server, isSecret: boolean, where: string, incoming: Incoming): End | undefined {
  const { tls, port } = incoming;
  const mode = spec.tls?.mode ?? 'SIMPLE';
  const set = (wanted: string): string => `Set tls.mode to ${wanted} in the DestinationRule of the caller`;
  if (!isSecret) {
    const reason = `${where} takes only TLS at port ${port}, but the caller does not use it.`;
    return closed(
      incoming,
      reason,
      mode === 'ISTIO_MUTUAL' ? `${set(mode)}.` : `${set('SIMPLE')}, or call it with https.`,
    );
  }
  if (mode === 'ISTIO_MUTUAL' && tls.mode !== 'mutual')
    return closed(
      incoming,
      `${where} takes only mutual TLS of Istio, but the caller uses another one.`,
      `${set(mode)}.`,
    );
  if (mode !== 'ISTIO_MUTUAL' && tls.mode === 'mutual') {
    const reason = `${where} has a certificate of its own, but the caller expects one of Istio.`;
    return closed(incoming, reason, `${set('SIMPLE')}, or to ISTIO_MUTUAL in the Gateway.`);
  }
  if (mode === 'MUTUAL' && tls.mode === 'other' && !tls.hasCertificate) {
    const reason = `${where} asks callers for a certificate, but the DestinationRule of the caller names none.`;
    return closed(incoming, reason, `${set(mode)}.`);
  }
  return undefined;
}

function notHttp(where: string, incoming: Incoming): End {
  const reason = `${where} takes HTTP, but what comes is something else.`;
  return failed(incoming.flow, 'UC', { reason, fix: 'Call it with http, or give the server another protocol.' });
}
