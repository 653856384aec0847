/**
 * Limits of connections.
 * @module
 */
import type { Duration, Part } from '../../reading';
import { OR_DEFAULT, TRAFFIC } from './messages';

/** How the operating system checks whether an idle connection is alive. */
export interface TcpKeepalive {
  /**
   * The number of unanswered probes after which a connection is closed: an integer from 1 (MC110).
   * @default - the operating system decides
   */
  readonly probes?: number;
  /**
   * How long a connection is idle before the first probe (MC044).
   * @default - the operating system decides
   */
  readonly time?: Duration;
  /**
   * The time between two probes (MC044).
   * @default - the operating system decides
   */
  readonly interval?: Duration;
}

/** Limits of connections, at least one (MC113). */
export interface TcpSettings {
  /**
   * The maximum number of connections: an integer from 1 (MC110).
   * @default - Istio's default, 2^32 - 1
   */
  readonly maxConnections?: number;
  /**
   * How long it may take to connect (MC044).
   * @default - Istio's default, 10 seconds; 1 second if several clusters serve a version
   */
  readonly connectTimeout?: Duration;
  /**
   * Probes of idle connections (MC113).
   * @default - no probes
   */
  readonly tcpKeepalive?: TcpKeepalive;
  /**
   * How long a connection may live (MC044).
   * @default - no limit
   */
  readonly maxConnectionDuration?: Duration;
  /**
   * How long a connection may be idle (MC044); `'0s'` means no limit. For HTTP connections, `idleTimeout` of `http` takes
   * precedence.
   * @default - Istio's default, 1 hour
   */
  readonly idleTimeout?: Duration;
}

/** Reads limits of connections. */
export function readTcp(part: Part<TcpSettings>): void {
  const options = part.options([
    ...(['maxConnections', 'tcpKeepalive'] as const),
    ...(['connectTimeout', 'maxConnectionDuration', 'idleTimeout'] as const),
  ]);
  const { maxConnections, connectTimeout, tcpKeepalive, maxConnectionDuration, idleTimeout } = options;
  if (part.isSound) part.notEmpty(TRAFFIC.MC113, 'at least one option');
  if (maxConnections.isGiven) maxConnections.integer(TRAFFIC.MC110, 1);
  for (const time of [connectTimeout, maxConnectionDuration]) if (time.isGiven) time.duration();
  if (idleTimeout.isGiven && idleTimeout.value !== '0s') idleTimeout.duration();
  if (tcpKeepalive.isGiven) readKeepalive(tcpKeepalive);
}

function readKeepalive(part: Part<TcpKeepalive>): void {
  const { probes, time, interval } = part.options(['probes', 'time', 'interval']);
  if (part.isSound) part.notEmpty(TRAFFIC.MC113, 'at least one option');
  if (probes.isGiven) probes.integer(TRAFFIC.MC110, 1, undefined, OR_DEFAULT);
  for (const each of [time, interval]) if (each.isGiven) each.duration();
}
