/**
 * A connection arrives at Pods: whether they accept it, and whether their policies let the request in.
 * @module
 */
import { type End, type Flow, onward } from '../flow';
import type { Cluster } from '../model/cluster';
import type { Proxy } from '../model/proxy';
import { principalIn, type Workload } from '../model/workload';
import type { Site } from '../site';
import type { Connection } from '../upstream/connections';
import type { PeerMode } from './peer-authentication';

/** What becomes of a request when its connection arrives at a workload. */
export function arrived(
  connection: Connection,
  workload: Workload,
  identities: ReadonlySet<string> | undefined,
  sender: Proxy,
  site: Site,
): End {
  const { flow, tls, endpoint } = connection;
  const peer = site.peers.modeOf(workload, endpoint.port);
  const refusal = refusalOf(tls.mode === 'mutual', workload, peer.mode, identities, site.cluster);
  if (refusal === undefined) return authorized(connection, workload, sender, site);
  const decided = { kind: 'policy', cluster: site.cluster.name, text: `mTLS ${peer.mode}`, ...peer } as const;
  return { flow: peer.object === undefined ? flow : onward(flow, decided), status: 503, ...refusal };
}

/** Why Pods do not accept a connection; undefined if they do. */
function refusalOf(
  isMutual: boolean,
  workload: Workload,
  mode: PeerMode['mode'],
  identities: ReadonlySet<string> | undefined,
  { name: cluster, config }: Cluster,
): Pick<End, 'flag' | 'reason' | 'fix'> | undefined {
  const pods = `The Pods of ${workload.name} in cluster ${cluster}`;
  const identity = `spiffe://${principalIn(config.trustDomain, workload)}`;
  if (isMutual && (!workload.hasProxy || mode === 'DISABLE'))
    return {
      flag: 'UF',
      reason: `${pods} do not accept mutual TLS of Istio, but the caller uses it.`,
      fix: 'Let them have a sidecar and accept it, or set tls.mode to DISABLE in the DestinationRule of the caller.',
    };
  if (!isMutual && workload.hasProxy && mode === 'STRICT')
    return {
      flag: 'UC',
      reason: `${pods} accept only mutual TLS of Istio, but the caller does not use it.`,
      fix: 'Set tls.mode to ISTIO_MUTUAL in the DestinationRule of the caller, or remove its tls.',
    };
  if (!isMutual || identities === undefined || identities.has(identity)) return undefined;
  return {
    flag: 'UF',
    reason: `${pods} have the identity ${identity}, but the caller expects ${[...identities].join(' or ')}.`,
    fix: 'Correct the service account of the endpoint or of the Pods, or subjectAltNames.',
  };
}

function authorized(
  { flow, tls, endpoint }: Pick<Connection, 'flow' | 'tls' | 'endpoint'>,
  workload: Workload,
  sender: Proxy,
  site: Site,
): End {
  const cluster = site.cluster.name;
  const { wire } = flow;
  const principal = principalIn(sender.trustDomain, sender);
  if (!workload.hasProxy) return served(flow, workload, cluster);
  const decision = site.policies.decide(workload, {
    principal: tls.mode === 'mutual' ? principal : undefined,
    trustDomain: site.cluster.config.trustDomain,
    isHttp: wire.kind === 'http',
    method: wire.method,
    authority: wire.authority,
    path: wire.path.replace(/[?#].*/s, ''),
    headers: Object.fromEntries(Object.entries(wire.headers).map(([key, value]) => [key.toLowerCase(), value])),
    port: endpoint.port,
    serverName: tls.mode === 'plain' ? undefined : tls.serverName,
  });
  const { object, path, isAllowed } = decision;
  const text = isAllowed ? 'allowed' : 'denied';
  const at = object === undefined ? flow : onward(flow, { kind: 'policy', cluster, text, object, path });
  if (isAllowed) return served(at, workload, cluster);
  return {
    flow: at,
    status: 403,
    reason: `The policies of ${workload.name} in cluster ${cluster} do not let ${sender.name} in.`,
    fix: `Allow ${principal}, or correct the rule that denies it.`,
  };
}

function served(flow: Flow, workload: Workload, cluster: string): End {
  const { name, labels, object } = workload;
  const version = labels['version'] === undefined ? '' : `, version ${labels['version']}`;
  return {
    flow: onward(flow, { kind: 'workload', cluster, text: `${name}${version}`, object }),
    status: 200,
    workload,
  };
}
