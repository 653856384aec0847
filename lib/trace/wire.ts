/**
 * What is sent.
 * @module
 */

/** A request on its way: what proxies may have changed so far. */
export interface Wire {
  /** Whether it is an HTTP request, or a connection that proxies do not look into. */
  readonly kind: 'http' | 'connection';
  /** The server name of a TLS connection. */
  readonly serverName: string | undefined;
  readonly method: string;
  readonly scheme: string;
  /** The Host header, with a port if the caller wrote one. */
  readonly authority: string;
  /** The path and the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}
