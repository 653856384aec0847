/**
 * How much may be open and waiting at once.
 * @module
 */
import { checkDuration, type Duration } from '../rules/duration';
import type { Part } from '../rules/part';
import { checkInteger } from './numbers';

/** When the operating system looks whether an idle connection still lives. */
export interface TcpKeepalive {
  /** How many unanswered probes close it, an integer from 1 (MC110). */
  readonly probes?: number;
  /** How long it is idle before the first. */
  readonly time?: Duration;
  /** The time between two. */
  readonly interval?: Duration;
}

/** Limits of connections. */
export interface TcpSettings {
  /** How many connections there are, an integer from 1 (MC110). */
  readonly maxConnections?: number;
  /** How long one may take to be made. */
  readonly connectTimeout?: Duration;
  /** Probes of idle connections. */
  readonly tcpKeepalive?: TcpKeepalive;
  /** How long one may live. */
  readonly maxConnectionDuration?: Duration;
  /** How long one may be idle; `'0s'` for ever. Of HTTP connections, the `idleTimeout` of `http` is taken first. */
  readonly idleTimeout?: Duration;
}

/** Limits of requests. */
export interface HttpSettings {
  /** How many requests wait for a connection, an integer from 1 (MC110). */
  readonly http1MaxPendingRequests?: number;
  /** How many requests are unanswered, whatever the version of HTTP, an integer from 1 (MC110). */
  readonly http2MaxRequests?: number;
  /** How many requests a connection takes, an integer from 1 (MC110); 1 for no keep-alive. */
  readonly maxRequestsPerConnection?: number;
  /** How many retries are unanswered, an integer from 1 (MC110). */
  readonly maxRetries?: number;
  /** How long a connection may have no request. */
  readonly idleTimeout?: Duration;
  /** Whether requests go as HTTP/2; with `useClientProtocol`, not `UPGRADE` (MC110). */
  readonly h2UpgradePolicy?: 'DEFAULT' | 'DO_NOT_UPGRADE' | 'UPGRADE';
  /** Whether requests go in the version of HTTP in which they came. */
  readonly useClientProtocol?: boolean;
  /** How many streams an HTTP/2 connection has, an integer from 1 (MC110). */
  readonly maxConcurrentStreams?: number;
  /** Pings of HTTP/2 connections. */
  readonly http2KeepAlive?: { readonly interval: Duration; readonly timeout: Duration };
}

/**
 * How much may be open and waiting at once. Each limit is one per proxy: that of each caller, and that of each gateway which
 * others enter through. Those of the service, not of a version, hold for what each of its Pods takes, too.
 *
 * @example
 * { tcp: { maxConnections: 100, connectTimeout: '2s' }, http: { http1MaxPendingRequests: 50 } }
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings
 */
export interface ConnectionPoolSettings {
  /** Limits of connections. */
  readonly tcp?: TcpSettings;
  /** Limits of requests. */
  readonly http?: HttpSettings;
}

const UPGRADES: readonly unknown[] = ['DEFAULT', 'DO_NOT_UPGRADE', 'UPGRADE', undefined];

/** Checks a connection pool; reports MC035, MC044, MC110 and MC113. */
export function checkConnectionPool(part: Part, pool: ConnectionPoolSettings): void {
  part.notEmpty('MC113', pool);
  const { tcp, http } = part.options(pool, ['tcp', 'http']);
  if (tcp !== undefined) checkTcp(part.of('tcp'), tcp);
  if (http !== undefined) checkHttp(part.of('http'), http);
}

function checkTcp(part: Part, tcp: TcpSettings): void {
  part.notEmpty('MC113', tcp);
  const durations = ['connectTimeout', 'maxConnectionDuration', 'idleTimeout'] as const;
  const options = part.options(tcp, ['maxConnections', ...durations, 'tcpKeepalive']);
  checkInteger(part, 'MC110', options, 'maxConnections', 1);
  for (const key of durations) {
    if (key !== 'idleTimeout' || options[key] !== '0s') checkGiven(part, options, key);
  }
  if (options.tcpKeepalive === undefined) return;
  const keepalive = part.of('tcpKeepalive');
  keepalive.notEmpty('MC113', options.tcpKeepalive);
  const probing = keepalive.options(options.tcpKeepalive, ['probes', 'time', 'interval']);
  checkInteger(keepalive, 'MC110', probing, 'probes', 1);
  for (const key of ['time', 'interval'] as const) checkGiven(keepalive, probing, key);
}

function checkHttp(part: Part, http: HttpSettings): void {
  part.notEmpty('MC113', http);
  const limits = ['http1MaxPendingRequests', 'http2MaxRequests', 'maxRequestsPerConnection', 'maxRetries'] as const;
  const numbers = [...limits, 'maxConcurrentStreams'] as const;
  const others = ['idleTimeout', 'h2UpgradePolicy', 'useClientProtocol', 'http2KeepAlive'] as const;
  const options = part.options(http, [...numbers, ...others]);
  const { h2UpgradePolicy, useClientProtocol, http2KeepAlive } = options;
  for (const key of numbers) checkInteger(part, 'MC110', options, key, 1);
  checkGiven(part, options, 'idleTimeout');
  if (!UPGRADES.includes(h2UpgradePolicy)) {
    const allowed = "'DEFAULT', 'DO_NOT_UPGRADE' or 'UPGRADE'";
    part.report('MC110', 'has a bad h2UpgradePolicy', h2UpgradePolicy, { allowed, fix: 'name one of them' });
  }
  if (useClientProtocol !== undefined && typeof useClientProtocol !== 'boolean') {
    const detail = { allowed: 'true or false', fix: 'write one of them' };
    part.report('MC110', 'has a bad useClientProtocol', useClientProtocol, detail);
  }
  if (useClientProtocol === true && h2UpgradePolicy === 'UPGRADE') {
    const detail = { allowed: 'one of them', fix: 'remove one' };
    part.report('MC110', 'has both useClientProtocol and an upgrade', h2UpgradePolicy, detail);
  }
  if (http2KeepAlive === undefined) return;
  const keepAlive = part.of('http2KeepAlive');
  const { interval, timeout } = keepAlive.options(http2KeepAlive, ['interval', 'timeout']);
  checkDuration(keepAlive.of('interval'), interval);
  checkDuration(keepAlive.of('timeout'), timeout);
}

function checkGiven<K extends string>(
  part: Part,
  options: Readonly<Partial<Record<K, Duration | undefined>>>,
  key: K,
): void {
  if (options[key] !== undefined) checkDuration(part.of(key), options[key]);
}
