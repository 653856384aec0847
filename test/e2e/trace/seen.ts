/**
 * Says how a request ended, from its answer and from the line about it in the log of the caller's proxy.
 * @module
 */
import type { Seen } from '../../trace/transcripts/transcript';
import type { Logged } from './access-log';
import { OUTSIDE_SERVICE } from './outside';

/** An answer, or the error in place of one. */
export interface Answer {
  readonly status?: number;
  readonly error?: string;
  readonly location?: string;
  readonly body?: string;
}

/** What the lab's app says of a request. */
interface Said {
  readonly service?: string;
  /** The name of the workload. */
  readonly version?: string;
  readonly cluster?: string;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How a request ended. */
export function seenIn({ status = 0, error, location, body = '' }: Answer, line: Logged | undefined): Seen {
  if (error !== undefined) return { status: 0, ...(error !== 'unknown' && { flag: CUT.has(error) ? 'cut' : error }) };
  if (body.startsWith('HTTP/1.1 400')) return { status: 400, flag: 'DPE' };
  const { service, version, cluster, url, headers } = body.startsWith('{') ? (JSON.parse(body) as Said) : {};
  const flag = line?.flags.find((each) => !BESIDE.has(each));
  const host = headers?.['host'] ?? headers?.[':authority'];
  return {
    status,
    ...(flag !== undefined && { flag }),
    ...(service === OUTSIDE_SERVICE && { cluster: 'outside' }),
    ...(service !== undefined && service !== OUTSIDE_SERVICE && { cluster: cluster ?? '', workload: version ?? '' }),
    ...(url !== undefined && { path: url }),
    ...(host !== undefined && { host }),
    ...(location !== undefined && { location }),
  };
}

/** The errors of a connection that is closed without an answer, or without one in TLS. */
const CUT = new Set(['ECONNRESET', 'closed', 'EPIPE', 'EPROTO']);

/** Flags that say more about a request, but not how it ended: retries are used up, it was delayed, the caller has gone. */
const BESIDE = new Set(['URX', 'DI', 'DC']);
