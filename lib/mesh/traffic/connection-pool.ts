/**
 * Limits of connections and requests.
 * @module
 */
import type { Part } from '../../reading';
import { type HttpSettings, readHttp } from './http-settings';
import { TRAFFIC } from './messages';
import { readTcp, type TcpSettings } from './tcp-settings';

/**
 * Limits of connections, of requests, or of both (MC113). Each proxy counts separately: the proxy of each calling Pod, and each
 * gateway through which other clusters enter. The limits of a service also apply to the requests that each of its Pods receives;
 * the limits of a version do not.
 *
 * @example
 * { tcp: { maxConnections: 100, connectTimeout: '2s' }, http: { http1MaxPendingRequests: 50 } }
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings
 */
export interface ConnectionPoolSettings {
  /**
   * Limits of connections (MC113).
   * @default - Istio's defaults
   */
  readonly tcp?: TcpSettings;
  /**
   * Limits of requests (MC110, MC113).
   * @default - Istio's defaults
   */
  readonly http?: HttpSettings;
}

/** Reads a connection pool. */
export function readConnectionPool(part: Part<ConnectionPoolSettings>): void {
  const { tcp, http } = part.options(['tcp', 'http']);
  if (part.isSound) part.notEmpty(TRAFFIC.MC113, '"tcp", "http", or both');
  if (tcp.isGiven) readTcp(tcp);
  if (http.isGiven) readHttp(http);
}
