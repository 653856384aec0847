/**
 * How an east-west gateway passes a connection through: by its server name, without decrypting it.
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-TLSmode
 * @module
 */
import { GATEWAY_PORT } from '../../istio';
import { failed } from '../failure';
import { type End, type Flow, onward } from '../flow';
import type { Proxy } from '../model/proxy';
import type { Site } from '../site';
import { balanced, type Connection } from '../upstream/connections';
import { policyFor } from '../upstream/policy';
import type { Endpoint } from '../upstream/endpoint';
import type { Tls } from '../upstream/tls';
import { entranceOf } from './entrance';
import type { Chain, PassThrough, Server } from './chains';

/** The connections by which the gateway of a cluster passes one through, or why it does not. */
export function passed(site: Site, endpoint: Endpoint, tls: Tls, flow: Flow): readonly (Connection | End)[] {
  const { name } = site.cluster;
  const entrance = entranceOf(site, endpoint);
  if (entrance === undefined) return [noPort(site, endpoint, flow)];
  const { proxy, port, assumed } = entrance;
  const found = site.passThrough(proxy, port);
  const { object } = site.cluster.workloadsByLabels.find(proxy.namespace, proxy.labels)[0] ?? {};
  const taken = object === undefined ? ', taken to be there' : '';
  const called = `port ${endpoint.port}${assumed === undefined ? '' : `, taken to lead to port ${assumed}`}`;
  const at = onward(flow, { kind: 'gateway', cluster: name, text: `${proxy.name}, ${called}${taken}`, object });
  if (found.clash !== undefined) return [clashing(found.clash, name, at)];
  if (found.servers.length === 0) return [noServer(found, endpoint.port, name, at)];
  if (tls.mode !== 'mutual') return [notEncrypted(found, name, at)];
  const chain = found.chains.get(tls.serverName);
  if (chain === undefined) return [noChain(site, proxy, found, tls.serverName, at)];
  const rule = site.cluster.destinationRules.find(chain.service.host, chain.service.namespace, proxy);
  const subset = rule?.subsets.find((each) => each.name === chain.subset);
  const target = {
    service: chain.service,
    port: chain.port,
    subset,
    policy: policyFor(rule, chain.port.number, subset),
  };
  const sender = { site, proxy, scope: site.scopeOf(proxy) };
  const connections = balanced(target, sender, passedHop(chain, tls.serverName, name, at), true);
  // the gateway does not decrypt anything: who accepts whom is between the two ends, and what it closes was never open to them
  return connections.map((each) =>
    'endpoint' in each ? { ...each, tls, identities: undefined } : { ...each, flag: 'UF' },
  );
}

function passedHop({ server }: Chain, serverName: string, cluster: string, flow: Flow): Flow {
  const { object, path } = server;
  return onward(flow, { kind: 'gateway', cluster, text: `filter chain for ${serverName}`, object, path });
}

/** Plain text that a gateway does not accept. If it has no chain at all, it does not even listen. */
function notEncrypted({ chains }: PassThrough, cluster: string, flow: Flow): End {
  const reason = `The gateway of cluster ${cluster} passes only mutual TLS of Istio through, but the caller does not use it.`;
  const flag = chains.size === 0 ? 'UF' : 'UC';
  return failed(flow, flag, { reason, fix: 'Set tls.mode to ISTIO_MUTUAL in the DestinationRule of the caller.' });
}

function clashing([one, other]: readonly [Server, Server], cluster: string, flow: Flow): End {
  const reason =
    `Two servers of the gateway of cluster ${cluster} list the same host: one of ${one.object.id} and one of ` +
    `${other.object.id}. Envoy refuses the whole listener.`;
  return failed(flow, 'UF', { reason, fix: 'List each host in one server only.' });
}

/** A Service that does not have the port. */
function noPort({ cluster }: Site, { address = '', port }: Endpoint, flow: Flow): End {
  const service = cluster.servicesByAddress.get(address);
  const reason = `${service?.id ?? address} of cluster ${cluster.name} has no port ${port}.`;
  return failed(flow, 'UF', { reason, fix: 'Correct the port of the endpoint, or add it to the Service.' });
}

function noServer({ dropped }: PassThrough, port: number, cluster: string, flow: Flow): End {
  const [server] = dropped;
  const reason =
    server === undefined
      ? `No Gateway of cluster ${cluster} passes connections at port ${port} through.`
      : `Istio leaves out the server of ${server.object.id}, because an earlier one has one of its hosts.`;
  const fix =
    server === undefined
      ? `Apply a Gateway with an AUTO_PASSTHROUGH server at port ${GATEWAY_PORT}.`
      : 'List each host in one server only.';
  return failed(flow, 'UF', { reason, fix });
}

/** Says why a gateway has no chain for a server name: the host or the subset may be unknown to it, or no server lists the host. */
function noChain(site: Site, proxy: Proxy, { dropped, servers }: PassThrough, serverName: string, flow: Flow): End {
  const { name } = site.cluster;
  const [, port = '', subset = '', host = serverName] = /^outbound_\.(\d+)_\.(.*?)_\.(.+)$/.exec(serverName) ?? [];
  const service = site.scopeOf(proxy).services.get(host);
  const wrong = (reason: string, fix: string): End =>
    failed(flow, 'UF', {
      reason: `The gateway of cluster ${name} has no filter chain for ${serverName}. ${reason}`,
      fix,
    });
  if (service === undefined) {
    const hidden = site.cluster.services.find((each) => each.host === host);
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
      `Declare the subset in cluster ${name}, too.`,
    );
  const [server] = dropped;
  return server === undefined
    ? wrong('No server of its Gateways lists the host.', `Add the host to the Gateway of cluster ${name}.`)
    : wrong(
        `Istio leaves out a server of ${server.object.id}, whose hosts another server has.`,
        'List each host once.',
      );
}
