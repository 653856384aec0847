/**
 * A connection arrives at Pods: whether they accept it, and whether their policies let the request in.
 * @module
 */
import { isPastSidecar } from '../../istio';
import { failed } from '../failure';
import { type End, type Flow, onward } from '../flow';
import { trustDomainsOf } from '../model/mesh-config';
import type { Proxy } from '../model/proxy';
import { principalIn, type Workload } from '../model/workload';
import { readBy } from '../normalized-path';
import { withScheme } from '../scheme';
import type { Site } from '../site';
import type { Connection } from '../upstream/connection';
import { shownName } from '../upstream/tls';
import { isEncrypted } from '../wire';
import { distrust } from './certificates';
import { type PeerMode } from './peer-authentication';
import { protocolAt, taken, type Taken } from './port';
import { arriving } from './arriving';
import type { Decision } from './authorization';
import { findOut, verdictOf } from './verdict';

/** A connection and the Pods that it comes to. */
interface Arrival {
  readonly connection: Connection;
  readonly workload: Workload;
  /** The proxy that the request comes from. */
  readonly sender: Proxy;
  /** The cluster of the Pods. */
  readonly site: Site;
}

/** What becomes of a request when its connection arrives at a workload. */
export function arrived(
  connection: Connection,
  workload: Workload,
  identities: ReadonlySet<string> | undefined,
  sender: Proxy,
  site: Site,
): End {
  const { flow, tls, endpoint } = connection;
  const arrival = { connection, workload, sender, site };
  if (!workload.hasProxy) {
    const isTwice = tls.mode === 'other' && isEncrypted(flow.wire);
    return tls.mode === 'mutual' || isTwice ? refused('encrypted', arrival, undefined) : served(arrival, flow);
  }
  if (isPastSidecar(workload.annotations, endpoint.port)) return pastSidecar(arrival);
  const peer = site.peers.modeOf(workload, endpoint.port);
  const protocol = protocolAt(workload, endpoint.port, site);
  const how = taken(protocol, peer.mode, tls.mode, flow.wire);
  if (how === 'encrypted' || how === 'not encrypted') return refused(how, arrival, peer);
  const mistrusted =
    tls.mode === 'mutual'
      ? distrust({ client: sender, accepted: identities, server: workload, site }, flow)
      : undefined;
  if (mistrusted !== undefined) return mistrusted;
  return how === 'not HTTP' ? refused(how, arrival, peer) : authorized(arrival, how === 'http');
}

/** A connection to a port that an annotation of the Pods keeps from their sidecar. */
function pastSidecar({ connection, ...arrival }: Arrival): End {
  const { flow, endpoint, tls } = connection;
  const { site, workload } = arrival;
  const text = `none, because port ${endpoint.port} goes past the sidecar`;
  const at = onward(flow, { kind: 'policy', cluster: site.cluster.name, text, object: workload.object });
  const past = { ...arrival, connection: { ...connection, flow: at } };
  if (tls.mode !== 'mutual') return served(past, at);
  return {
    ...refused('encrypted', past, undefined),
    fix: 'Correct the annotation of the Pods that keeps the port from their sidecar, or set tls.mode to DISABLE in the DestinationRule of the caller.',
  };
}

/** A connection that Pods close at once. */
function refused(how: Exclude<Taken, 'http' | 'bytes'>, arrival: Arrival, peer: PeerMode | undefined): End {
  const { connection, site } = arrival;
  const cluster = site.cluster.name;
  const flow =
    peer?.object === undefined
      ? connection.flow
      : onward(connection.flow, { kind: 'policy', cluster, text: `mTLS ${peer.mode}`, ...peer });
  const pods = podsOf(arrival);
  switch (how) {
    case 'encrypted':
      return failed(flow, 'UF', {
        reason: `${pods} do not accept the TLS that the caller uses.`,
        fix: 'Let them have a sidecar and accept mutual TLS, or set tls.mode to DISABLE in the DestinationRule of the caller.',
      });
    case 'not encrypted':
      return failed(flow, 'UC', {
        reason: `${pods} accept only mutual TLS of Istio, but the caller does not use it.`,
        fix: arrival.sender.hasProxy
          ? 'Set tls.mode to ISTIO_MUTUAL in the DestinationRule of the caller, or remove its tls.'
          : 'Give the caller a sidecar, or set the mode of the PeerAuthentication to PERMISSIVE.',
      });
    case 'not HTTP':
      return failed(flow, 'UC', {
        reason: `${pods} take HTTP at port ${connection.endpoint.port}, and what comes is not HTTP that their sidecar can read.`,
        fix: 'Call them with http, or give the port of their Service a name that starts with tcp or tls.',
      });
  }
}

function podsOf({ workload, site }: Arrival): string {
  return `The Pods of ${workload.name} in cluster ${site.cluster.name}`;
}

function authorized(arrival: Arrival, isHttp: boolean): End {
  const { connection, workload, sender, site } = arrival;
  const { tls, endpoint } = connection;
  const given = connection.flow;
  const flow = isHttp
    ? readBy(workload, site, { ...given, wire: withScheme(given.wire, tls.mode !== 'plain') })
    : given;
  if ('status' in flow) return flow;
  const { wire } = flow;
  const cluster = site.cluster.name;
  const principal = principalIn(sender.trustDomain, sender);
  const request = arriving(wire, {
    principal: tls.mode === 'mutual' ? principal : undefined,
    trustDomains: trustDomainsOf(site.cluster.config),
    isHttp,
    port: endpoint.port,
    serverName: shownName(tls, wire),
  });
  const decision = site.policies.decide(workload, request);
  const verdict = verdictOf(decision, cluster);
  const at = verdict === undefined ? flow : onward(flow, verdict);
  if (decision.isAllowed) return served(arrival, at);
  const reason = `The policies of ${workload.name} in cluster ${cluster} do not let ${sender.name} in.`;
  const why = { reason, fix: permission(request.principal, decision) };
  return isHttp ? { flow: at, status: 403, ...why } : failed(at, 'UC', why);
}

/** What would let a request in. Refusals of a rule come before what others allow. */
function permission(principal: string | undefined, { object, path, doubt }: Decision): string {
  const policy = object?.id ?? 'the policy';
  if (doubt !== undefined) return findOut(doubt);
  if (path.length > 1) return `Correct the rule of ${policy} that denies it.`;
  return principal === undefined
    ? `Allow requests without an identity in ${policy}, or give the caller a sidecar and mutual TLS.`
    : `No rule of ${policy} allows this request. Add its caller (${principal}), or its path, method or headers, to a rule.`;
}

function served({ workload, site }: Arrival, flow: Flow): End {
  const { name, labels, object } = workload;
  const version = labels['version'] === undefined ? '' : `, version ${labels['version']}`;
  return {
    flow: onward(flow, {
      kind: 'workload',
      cluster: site.cluster.name,
      text: `${name}${version}`,
      object,
    }),
    status: 200,
    workload,
  };
}
