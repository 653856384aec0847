/**
 * How much may be open and waiting at once.
 * @module
 */
import type { Part } from '../../reading';
import { type HttpSettings, readHttp } from './http-settings';
import { TRAFFIC } from './messages';
import { readTcp, type TcpSettings } from './tcp-settings';

/**
 * How much may be open and waiting at once: limits of connections, of requests, or both (MC113). Each proxy counts for
 * itself: that of each caller, and each gateway by which others enter. The limits of a service, not those of a version, hold
 * for what each of its Pods takes, too.
 *
 * @example
 * { tcp: { maxConnections: 100, connectTimeout: '2s' }, http: { http1MaxPendingRequests: 50 } }
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings
 */
export interface ConnectionPoolSettings {
  /**
   * Limits of connections (MC113).
   * @default - those of Istio
   */
  readonly tcp?: TcpSettings;
  /**
   * Limits of requests (MC110, MC113).
   * @default - those of Istio
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
