/**
 * What policies can ask about a request.
 * @module
 */
import { headerOf } from '../../match';
import type { Wire } from '../wire';

/** A request as the proxy of a Pod sees it. */
export interface Arriving {
  /** Who sends it, as `cluster.local/ns/shop/sa/web`; undefined if the connection is not encrypted by Istio. */
  readonly principal: string | undefined;
  /** The trust domain of the Pod, then its aliases. Policies may call all of them `cluster.local`. */
  readonly trustDomains: readonly string[];
  readonly method: string;
  readonly authority: string;
  /** Whether the proxy reads HTTP; else it knows nothing of method, host, path and headers. */
  readonly isHttp: boolean;
  /** The path without its query. */
  readonly path: string;
  /** The value of a header. Proxies take the request line for headers, too, such as `:path` with its query. */
  readonly header: (name: string) => string | undefined;
  /** The port of the Pod. */
  readonly port: number;
  readonly serverName: string | undefined;
}

/** A request with what proxies read of it. */
export function arriving(wire: Wire, facts: Omit<Arriving, 'method' | 'authority' | 'path' | 'header'>): Arriving {
  const { method, authority, path } = wire;
  const header = (name: string): string | undefined => headerOf(wire, name.toLowerCase());
  return { ...facts, method, authority, path: path.replace(/[?#].*/s, ''), header };
}
