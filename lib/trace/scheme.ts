/**
 * The scheme of a request as a proxy reads it. In HTTP/1.1, no line of a request tells it, but the header X-Forwarded-Proto does.
 * Sidecars trust the header, and gateways overwrite it.
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/headers#scheme
 * @module
 */
import { headerOf } from '../match';
import type { Wire } from './wire';

const HEADER = 'x-forwarded-proto';

/** Whether no proxy but a gateway finds a route for a request, because it says that it has no scheme. */
export function isSchemeless(wire: Wire): boolean {
  return headerOf(wire, HEADER) === '';
}

/**
 * A request as a sidecar reads it.
 *
 * @param isEncrypted whether it comes by TLS that the sidecar ends, which counts if the header says nothing that is a scheme
 */
export function withScheme(wire: Wire, isEncrypted: boolean): Wire {
  const byConnection = schemeOf(isEncrypted);
  const given = headerOf(wire, HEADER);
  if (given === undefined)
    return { ...wire, scheme: byConnection, headers: { ...wire.headers, [HEADER]: byConnection } };
  const named = /^https?$/i.test(given) ? given.toLowerCase() : byConnection;
  return named === wire.scheme ? wire : { ...wire, scheme: named };
}

/** A request as a gateway reads it. */
export function withOwnScheme(wire: Wire, isEncrypted: boolean): Wire {
  const scheme = schemeOf(isEncrypted);
  const others = Object.entries(wire.headers).filter(([name]) => name.toLowerCase() !== HEADER);
  return { ...wire, scheme, headers: { ...Object.fromEntries(others), [HEADER]: scheme } };
}

function schemeOf(isEncrypted: boolean): 'http' | 'https' {
  return isEncrypted ? 'https' : 'http';
}
