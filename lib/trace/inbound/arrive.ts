/**
 * A connection arrives at Pods: whether they accept it, and whether their policies let the request in.
 * @module
 */
import { principalOf } from '../../istio';
import { type End, type Flow, onward } from '../flow';
import { identityOf, type Workload } from '../model/workload';
import type { Proxy } from '../model/proxy';
import type { Site } from '../site';
import type { Connection } from '../upstream/connections';

/** What becomes of a request when its connection arrives at a workload. */
export function arrived(
  { flow, tls, endpoint }: Connection,
  workload: Workload,
  identities: ReadonlySet<string> | undefined,
  sender: Proxy,
  site: Site,
): End {
  const cluster = site.cluster.name;
  const peer = site.peers.modeOf(workload, endpoint.port);
  const { object, path } = peer;
  const refused = (reason: string, fix: string, flag: string): End => ({
    flow:
      object === undefined ? flow : onward(flow, { kind: 'policy', cluster, text: `mTLS ${peer.mode}`, object, path }),
    status: 503,
    flag,
    reason,
    fix,
  });
  const isMutual = tls.mode === 'mutual';
  const name = `${workload.name} in cluster ${cluster}`;
  if (isMutual && (!workload.hasProxy || peer.mode === 'DISABLE'))
    return refused(
      `The Pods of ${name} do not accept mutual TLS of Istio, but the caller uses it.`,
      'Let them have a sidecar and accept it, or set tls.mode to DISABLE in the DestinationRule of the caller.',
      'UF',
    );
  if (!isMutual && workload.hasProxy && peer.mode === 'STRICT')
    return refused(
      `The Pods of ${name} accept only mutual TLS of Istio, but the caller does not use it.`,
      'Set tls.mode to ISTIO_MUTUAL in the DestinationRule of the caller, or remove its tls.',
      'UC',
    );
  if (isMutual && identities !== undefined && !identities.has(identityOf(workload)))
    return refused(
      `The Pods of ${name} have the identity ${identityOf(workload)}, but the caller expects ${[...identities].join(' or ')}.`,
      'Correct the service account of the endpoint or of the Pods, or subjectAltNames.',
      'UF',
    );
  return authorized({ flow, tls, endpoint }, workload, sender, site);
}

function authorized(
  { flow, tls, endpoint }: Pick<Connection, 'flow' | 'tls' | 'endpoint'>,
  workload: Workload,
  sender: Proxy,
  site: Site,
): End {
  const cluster = site.cluster.name;
  const { wire } = flow;
  if (!workload.hasProxy) return served(flow, workload, cluster);
  const decision = site.policies.decide(workload, {
    principal: tls.mode === 'mutual' ? principalOf(sender) : undefined,
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
    fix: `Allow ${principalOf(sender)}, or correct the rule that denies it.`,
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
