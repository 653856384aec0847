/**
 * What the sidecar of a Pod does with a connection that arrives.
 * @module
 */
import type { Pod } from '../kubernetes/pods';
import { type End, failed } from './end';
import { chainFor } from './filter-chains';
import { matchesString } from './matchers';
import { readBy } from './paths';
import { type Asked, isAllowed } from './rbac';
import type { Rbac } from './rbac-rules';
import type { ConnectionManager, FilterChain, NetworkFilter, Resources, TlsContext } from './resources';
import { schemed } from './schemes';
import { arrivedAs, type Connection } from './wire';

/** Where a connection ends that arrives at a Pod with a sidecar. */
export function arrivingAt(
  pod: Pod,
  connection: Connection,
  { listeners }: Resources,
  identity: string,
): readonly End[] {
  const { envelope } = connection;
  const listener = listeners.find(({ name }) => name === 'virtualInbound');
  const chain = listener === undefined ? undefined : chainFor(listener, connection);
  if (chain === undefined) return refused(connection);
  const { transportSocket } = chain;
  const terminates = transportSocket?.name === 'envoy.transport_sockets.tls';
  if (!terminates) return isForWorkload(connection) ? filtered(pod, chain, connection, undefined) : failed(503, 'UF');
  if (envelope === undefined) return refused(connection);
  if (!shakesHands(transportSocket.typedConfig ?? {}, connection, identity)) return failed(503, 'UF');
  return filtered(pod, chain, connection, envelope.identity);
}

/** Whether an application may take a connection: it may have a certificate, but not of Istio's authority, and takes no TLS in TLS. */
export function isForWorkload({ envelope, payload }: Connection): boolean {
  return envelope === undefined || (envelope.identity === undefined && payload.kind !== 'tls');
}

/** What is outside of the mesh answers, but for TLS in TLS. */
export function outside(connection: Connection): readonly End[] {
  const isTwice = connection.envelope?.identity === undefined && !isForWorkload(connection);
  return isTwice ? failed(0, 'UC') : [{ probability: 1, status: 200, ...arrivedAs(connection) }];
}

/** A connection that is closed at once: while it is encrypted, that is a failure to connect. */
function refused({ envelope, payload }: Connection): readonly End[] {
  if (envelope !== undefined) return failed(503, 'UF');
  return failed(payload.kind === 'http' ? 503 : 0, 'UC');
}

/** Whether both sides accept each other. */
export function shakesHands(
  context: TlsContext,
  { envelope }: Pick<Connection, 'envelope'>,
  identity: string,
): boolean {
  const { requireClientCertificate = false, commonTlsContext = {} } = context;
  const names = commonTlsContext.combinedValidationContext?.defaultValidationContext?.matchSubjectAltNames ?? [];
  const client = envelope?.identity;
  const isKnown = names.length === 0 || names.some((each) => client !== undefined && matchesString(each, client));
  return envelope?.accepts(identity) === true && (!requireClientCertificate || (client !== undefined && isKnown));
}

function filtered(
  pod: Pod,
  { filters = [] }: FilterChain,
  { payload, target, envelope }: Connection,
  identity: string | undefined,
): readonly End[] {
  const serverName = envelope?.serverName ?? (payload.kind === 'tls' ? payload.serverName : '');
  const asked: Asked = { http: undefined, port: target.port, serverName, identity };
  for (const { name, typedConfig = {} } of filters) {
    if (name === 'envoy.filters.network.rbac' && !isAllowed(typedConfig.rules, asked))
      return failed(payload.kind === 'http' ? 503 : 0, 'UC');
    if (name === 'envoy.filters.network.tcp_proxy')
      return [{ probability: 1, status: 200, pod, ...(payload.kind === 'http' && { http: payload.http }) }];
    if (name !== 'envoy.filters.network.http_connection_manager') continue;
    if (payload.kind !== 'http') return failed(400, 'DPE');
    const http = readBy(typedConfig, schemed(typedConfig, payload.http, envelope !== undefined));
    if (http === undefined) return [{ probability: 1, status: 400 }];
    return isLetIn(typedConfig, { ...asked, http })
      ? [{ probability: 1, status: 200, pod, http }]
      : [{ probability: 1, status: 403 }];
  }
  return failed(0, 'NR');
}

/** Whether the filters of access control for HTTP let a request in. */
export function isLetIn({ httpFilters = [] }: ConnectionManager, asked: Asked): boolean {
  return httpFilters.every(
    ({ name, typedConfig }) => name !== 'envoy.filters.http.rbac' || isAllowed(typedConfig?.rules, asked),
  );
}

/** The AuthorizationPolicies that a sidecar has, as `<namespace>/<name>`. */
export function policiesIn({ listeners }: Resources): readonly string[] {
  const virtual = listeners.find(({ name }) => name === 'virtualInbound');
  const filters = (virtual?.filterChains ?? []).flatMap((chain) => (chain.filters ?? []).flatMap(rulesOf));
  const names = filters.flatMap(({ rules }) => Object.keys(rules?.policies ?? {}));
  return names.flatMap((each) => {
    const [, namespace, name] = /^ns\[(.*)\]-policy\[(.*)\]-rule/.exec(each) ?? [];
    return namespace === undefined || name === undefined ? [] : [`${namespace}/${name}`];
  });
}

function rulesOf({ typedConfig = {} }: NetworkFilter): readonly Rbac[] {
  return [typedConfig, ...(typedConfig.httpFilters ?? []).map((each) => each.typedConfig ?? {})];
}
