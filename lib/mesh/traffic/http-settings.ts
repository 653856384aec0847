/**
 * Limits of requests.
 * @module
 */
import type { Duration, Part } from '../../reading';
import { TRAFFIC } from './messages';

const UPGRADES = ['DEFAULT', 'DO_NOT_UPGRADE', 'UPGRADE'] as const;

/** Limits of requests, at least one (MC113). */
export interface HttpSettings {
  /**
   * The maximum number of requests that wait for a connection: an integer from 1 (MC110).
   * @default - Istio's default, 2^32 - 1
   */
  readonly http1MaxPendingRequests?: number;
  /**
   * The maximum number of requests in flight, in HTTP/1.1 and HTTP/2 alike: an integer from 1 (MC110).
   * @default - Istio's default, 2^32 - 1
   */
  readonly http2MaxRequests?: number;
  /**
   * The maximum number of requests per connection: an integer from 1 (MC110). 1 disables keep-alive.
   * @default - no limit
   */
  readonly maxRequestsPerConnection?: number;
  /**
   * The maximum number of retries in flight: an integer from 1 (MC110).
   * @default - Istio's default, 2^32 - 1
   */
  readonly maxRetries?: number;
  /**
   * How long a connection may have no requests (MC044).
   * @default - Istio's default, 1 hour
   */
  readonly idleTimeout?: Duration;
  /**
   * Whether requests are sent as HTTP/2 (MC110). `UPGRADE` excludes `useClientProtocol`.
   * @default 'DEFAULT'
   */
  readonly h2UpgradePolicy?: (typeof UPGRADES)[number];
  /**
   * Whether requests are sent in the HTTP version in which they arrived (MC110).
   * @default false
   */
  readonly useClientProtocol?: boolean;
  /**
   * The maximum number of streams of an HTTP/2 connection: an integer from 1 (MC110).
   * @default - Istio's default, 2^31 - 1
   */
  readonly maxConcurrentStreams?: number;
  /**
   * Pings of HTTP/2 connections.
   * @default - no pings
   */
  readonly http2KeepAlive?: Http2KeepAlive;
}

/** Pings of HTTP/2 connections. */
interface Http2KeepAlive {
  /** The time between two pings (MC044). */
  readonly interval: Duration;
  /** How long to wait for the response before the connection is closed (MC044). */
  readonly timeout: Duration;
}

const LIMITS = [
  ...(['http1MaxPendingRequests', 'http2MaxRequests', 'maxRequestsPerConnection', 'maxRetries'] as const),
  'maxConcurrentStreams',
] as const;

/** Reads limits of requests. */
export function readHttp(part: Part<HttpSettings>): void {
  const options = part.options([
    ...LIMITS,
    ...(['idleTimeout', 'h2UpgradePolicy', 'useClientProtocol', 'http2KeepAlive'] as const),
  ]);
  const { idleTimeout, h2UpgradePolicy, useClientProtocol, http2KeepAlive } = options;
  if (part.isSound) part.notEmpty(TRAFFIC.MC113, 'at least one option');
  for (const key of LIMITS) if (options[key].isGiven) options[key].integer(TRAFFIC.MC110, 1);
  if (idleTimeout.isGiven) idleTimeout.duration();
  const upgrade = h2UpgradePolicy.optional((policy) =>
    policy.oneOf(TRAFFIC.MC110, UPGRADES, { fix: 'Use one of these values.' }),
  );
  const isKept = useClientProtocol.optional((flag) => flag.boolean(TRAFFIC.MC110));
  if (isKept === true && upgrade === 'UPGRADE') {
    const what = `${part.title} has useClientProtocol: true and h2UpgradePolicy: 'UPGRADE', which exclude each other.`;
    part.report(TRAFFIC.MC110, what, { fix: 'Keep one of them.' });
  }
  if (http2KeepAlive.isGiven) readKeepAlive(http2KeepAlive);
}

function readKeepAlive(part: Part<Http2KeepAlive>): void {
  const { interval, timeout } = part.options(['interval', 'timeout']);
  interval.duration();
  timeout.duration();
}
