/**
 * A connection arrives at a gateway: which of its filter chains takes it, and where it goes on.
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-TLSmode
 * @module
 */
import { type End, type Flow, onward } from '../flow';
import { distrust } from '../inbound/certificates';
import { NO_RETRIES } from '../model/retry-policy';
import type { Proxy } from '../model/proxy';
import { principalIn } from '../model/workload';
import { readBy } from '../normalized-path';
import { withOwnScheme } from '../scheme';
import { divided } from '../route/connections';
import type { Sent } from '../route/http';
import type { Router } from '../route/http-rules';
import { balanced } from '../upstream/balanced';
import type { Connection, Sender } from '../upstream/connection';
import { connectionsTo, destinationHop } from '../upstream/connections';
import { policyFor } from '../upstream/policy';
import { shownName, type Tls } from '../upstream/tls';
import { isEncrypted, type Wire } from '../wire';
import { type Chain, chainFor } from './listener';
import type { PassedService } from './passed-services';
import { admitted } from './policies';
import { clashing, noChain, noServer, notDecrypted } from './refusals';
import { requested } from './requests';

/** A connection that comes to a gateway. */
export interface Incoming {
  readonly flow: Flow;
  /** The port of its Pods. */
  readonly port: number;
  readonly tls: Tls;
  /** The identities that the proxy of the caller accepts; undefined if it accepts any. */
  readonly identities: ReadonlySet<string> | undefined;
  /** The proxy that opens it; undefined if it comes from outside of the mesh. */
  readonly client: Proxy | undefined;
}

/**
 * What a gateway does: `requests` are read as HTTP, and answered whatever becomes of them. `bytes` and what is `sealed` by the TLS
 * of the proxies at its ends go on as they are.
 */
export type Onward =
  | { readonly as: 'requests' | 'bytes'; readonly all: readonly (Sent | End)[] }
  | { readonly as: 'sealed'; readonly all: readonly (Connection | End)[] };

/** What a gateway does with a connection. */
export function atGateway(incoming: Incoming, sender: Sender): Onward {
  const { flow, port, tls } = incoming;
  const { site, proxy } = sender;
  const listener = site.listenerOf(sender, port);
  const serverName = shownName(tls, flow.wire);
  const ended = (end: End): Onward => ({ as: 'sealed', all: [end] });
  if (listener.clash !== undefined) return ended(clashing(listener.clash, incoming, proxy));
  const passed = tls.mode === 'mutual' ? listener.passed.get(tls.serverName) : undefined;
  if (passed !== undefined) return { as: 'sealed', all: passedOn(passed, incoming, sender) };
  if (listener.chains.length + listener.passed.size === 0) return ended(noServer(listener, incoming, sender));
  const chain = chainFor(listener, serverName);
  if (chain === undefined) return ended(noChain(listener, incoming, sender));
  return taken(chain, serverName, incoming, sender);
}

/** Passes mutual TLS on to a service, by the server name. */
function passedOn(
  { service, port, subset: name, server }: PassedService,
  { flow, tls }: Incoming,
  sender: Sender,
): readonly (Connection | End)[] {
  const { site, proxy } = sender;
  const rule = site.cluster.destinationRules.find(service.host, service.namespace, proxy);
  const subset = rule?.subsets.find((each) => each.name === name);
  const target = { service, port, subset, policy: policyFor(rule, port.number, subset) };
  const destination = { host: service.host, port: port.number, subset: name };
  const text = `filter chain for ${tls.mode === 'plain' ? '' : tls.serverName}`;
  const { object, path } = server;
  const passed = onward(flow, { kind: 'gateway', cluster: proxy.cluster, text, object, path });
  const at = onward(passed, destinationHop(destination, rule, subset, service, proxy.cluster));
  return balanced(target, sender, at, true).map((each) => sealedBy(tls, each));
}

/** What a chain does with a connection that it takes. */
function taken(chain: Chain, serverName: string | undefined, incoming: Incoming, sender: Sender): Onward {
  const { flow, tls, client, port } = incoming;
  const { site, proxy } = sender;
  const [server] = chain.servers;
  const { object, path, kind } = server;
  const isSecret = tls.mode !== 'plain' || isEncrypted(flow.wire);
  const decrypts = kind === 'https' || kind === 'tls';
  const wrong = notDecrypted(server, isSecret, incoming, proxy) ?? mistrusted(chain, incoming, sender);
  if (wrong !== undefined) return { as: 'sealed', all: [wrong] };
  const text = `server for ${kind}${chain.names.length === 0 ? '' : ` of ${chain.names.join(', ')}`}`;
  const at = onward(flow, { kind: 'gateway', cluster: proxy.cluster, text, object, path });
  const isHttp = kind === 'http' || kind === 'https';
  const principal =
    decrypts && tls.mode === 'mutual' && client !== undefined ? principalIn(client.trustDomain, client) : undefined;
  const inside = isHttp
    ? readBy(proxy, site, asRequest(at, decrypts, site.cluster.config.retries))
    : { ...at, retries: NO_RETRIES, wire: decrypts && tls.mode === 'plain' ? decrypted(at.wire) : at.wire };
  const isSealed = tls.mode !== 'plain' && !decrypts;
  if ('status' in inside) return { as: 'requests', all: [inside] };
  const entering = admitted({ port, principal, serverName, isHttp, isSealed }, sender, inside);
  if ('status' in entering) return { as: isHttp ? 'requests' : 'sealed', all: [entering] };
  const { rule } = chain;
  if (rule === undefined) return { as: 'requests', all: requested(chain.servers, sender, entering) };
  const router: Router = { proxy, port: server.spec.port.number, gateway: server.gateway };
  const all = divided(rule, router, sender.scope, entering);
  return isSealed ? { as: 'sealed', all: sealed(all, incoming, sender) } : { as: 'bytes', all };
}

/** Why one end does not accept the certificate of the other. */
function mistrusted(
  { servers: [{ spec, kind }] }: Chain,
  incoming: Incoming,
  { proxy, site }: Sender,
): End | undefined {
  const { tls, client, identities, flow } = incoming;
  const isOfMesh = spec.tls?.mode === 'ISTIO_MUTUAL' && (kind === 'https' || kind === 'tls');
  if (!isOfMesh || tls.mode !== 'mutual' || client === undefined) return undefined;
  return distrust({ client, accepted: identities, server: proxy, site }, flow);
}

/** A request as a gateway reads it. */
function asRequest(flow: Flow, isDecrypted: boolean, retries: Flow['retries']): Flow {
  const wire = withOwnScheme(flow.wire, isDecrypted);
  return { ...flow, retries, wire: { ...wire, payload: 'http', kind: 'http', serverName: undefined } };
}

/** What is in the TLS of an application. */
function decrypted(wire: Wire): Wire {
  return { ...wire, payload: wire.payload === 'https' ? 'http' : 'bytes', serverName: undefined };
}

/** The connections by which TLS goes on that the gateway does not decrypt. */
function sealed(all: readonly Sent[], { tls, port }: Incoming, sender: Sender): readonly (Connection | End)[] {
  return all
    .flatMap(({ destination, flow }) => connectionsTo(destination, sender, flow, { service: undefined, port }))
    .map((each) => sealedBy(tls, each));
}

/**
 * A connection in the TLS of the proxies at its ends. Who accepts whom is between them, and what the gateway closes was never open
 * to them.
 */
function sealedBy(tls: Tls, each: Connection | End): Connection | End {
  return 'endpoint' in each ? { ...each, tls, identities: undefined } : { ...each, flag: 'UF' };
}
