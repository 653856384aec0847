/**
 * What is sent.
 * @module
 */

/** A request on its way: what proxies may have changed so far. */
export interface Wire {
  /** What the caller sends: an HTTP request, one in TLS of its own, anything else in TLS of its own, or other bytes. */
  readonly payload: 'http' | 'https' | 'tls' | 'bytes';
  /** Whether the caller's proxy reads it as HTTP, or passes the bytes on. */
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

/** Whether a caller encrypts what it sends itself. */
export function isEncrypted({ payload }: Wire): boolean {
  return payload === 'https' || payload === 'tls';
}
