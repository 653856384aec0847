/**
 * Which scheme a connection manager takes a request of HTTP/1.1 to have, and what it notes of it in a header.
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/headers#scheme
 * @module
 */
import type { ConnectionManager } from './resources';
import type { Http } from './wire';

const HEADER = 'x-forwarded-proto';

/** A request with its scheme. A manager that knows who really calls trusts no header that says it. */
export function schemed({ useRemoteAddress = false }: ConnectionManager, http: Http, isEncrypted: boolean): Http {
  const own = isEncrypted ? 'https' : 'http';
  const noted = useRemoteAddress ? own : (http.headers.get(HEADER) ?? own);
  const lower = noted.toLowerCase();
  const scheme = lower === 'http' || lower === 'https' ? lower : own;
  return { ...http, scheme, headers: new Map([...http.headers, [HEADER, noted]]) };
}
