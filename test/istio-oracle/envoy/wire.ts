/**
 * What is on its way between proxies.
 * @module
 */
import type { Target } from '../kubernetes/world';

/** A request of HTTP as a proxy reads it. */
export interface Http {
  readonly method: string;
  readonly scheme: string;
  readonly authority: string;
  /** With its query. */
  readonly path: string;
  /** By names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
}

/** What an application sends: a request of HTTP, bytes of TLS with or without such a request in them, or other bytes. */
export type Payload =
  | { readonly kind: 'http'; readonly http: Http }
  | { readonly kind: 'tls'; readonly serverName: string; readonly alpn: readonly string[]; readonly http?: Http }
  | { readonly kind: 'bytes' };

/** What a proxy wraps around a payload. */
export interface Envelope {
  readonly serverName: string;
  readonly alpn: readonly string[];
  /** The identity of the client's certificate; undefined if it sends none of Istio's. */
  readonly identity: string | undefined;
  /** Whether the client accepts the identity of a server. */
  readonly accepts: (identity: string) => boolean;
}

/** A connection. */
export interface Connection {
  /** The cluster that it is opened in. */
  readonly cluster: string;
  /** The namespace of what opens it. */
  readonly namespace: string;
  readonly target: Target;
  readonly envelope: Envelope | undefined;
  readonly payload: Payload;
  /** The identity of the client's certificate, if the connection was decrypted where it is now. */
  readonly identity?: string | undefined;
  /** The server name by which it was decrypted. */
  readonly serverName?: string;
  /** Through how many gateways it has come. */
  readonly gateways: number;
}

/** A request as it arrives, if it is one of HTTP. */
export function arrivedAs({ payload }: Connection): { readonly http?: Http } {
  return payload.kind === 'http' ? { http: payload.http } : {};
}
