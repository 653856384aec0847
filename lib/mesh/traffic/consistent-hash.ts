/**
 * Which requests go to the same Pod.
 * @module
 */
import { listText } from '../../errors';
import type { Duration, Part } from '../../reading';
import { readToken } from '../rules/header-names';
import { readPath } from '../rules/path';
import { OR_DEFAULT, TRAFFIC } from './messages';

/** Exactly one of the properties. */
type OneOf<T> = {
  readonly [K in keyof T]: Readonly<Pick<T, K> & Partial<Record<Exclude<keyof T, K>, never>>>;
}[keyof T];

/** A cookie whose value is hashed. The proxy sets it for clients that have none. */
export interface HttpCookie {
  /** Its name: letters, digits and !#$%&'*+-.^_`|~ (MC111). */
  readonly name: string;
  /**
   * Its lifetime (MC044); `'0s'` means until the browser is closed.
   * @default - no cookie is set
   */
  readonly ttl?: Duration;
  /**
   * The path for which it is valid, which starts with "/" (MC111).
   * @default - every path
   */
  readonly path?: string;
}

/** The ring on which Pods and requests are placed. */
interface RingHash {
  /** Its minimum size: an integer from 1 (MC111). Istio's default is 1024. */
  readonly minimumRingSize: number;
}

/**
 * The one property of requests that is hashed (MC111). Requests with the same value go to the same Pod, as long as the Pods do
 * not change.
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB
 */
export type ConsistentHashLB = OneOf<{
  /** The header of this name: letters, digits and !#$%&'*+-.^_`|~ (MC111). */
  httpHeaderName: string;
  /** A cookie. */
  httpCookie: HttpCookie;
  /** The IP address of the caller. */
  useSourceIp: true;
  /** The query parameter of this name, which is not empty (MC111). */
  httpQueryParameterName: string;
}> & {
  /**
   * The ring on which Pods and requests are placed (MC113).
   * @default - Istio's default
   */
  readonly ringHash?: RingHash;
};

const THINGS = ['httpHeaderName', 'httpCookie', 'useSourceIp', 'httpQueryParameterName'] as const;
const THINGS_FIX = { fix: "Write it like { httpHeaderName: 'x-user' }." };

/** Reads a consistent hash. */
export function readConsistentHash(part: Part<ConsistentHashLB>): void {
  const options = part.options([...THINGS, 'ringHash']);
  const { httpHeaderName, httpCookie, useSourceIp, httpQueryParameterName, ringHash } = options;
  const given = THINGS.filter((key) => options[key].isGiven);
  if (part.isSound && given.length === 0) part.must(TRAFFIC.MC111, `have ${listText(THINGS, 'or')}`, THINGS_FIX);
  if (given.length > 1) {
    const fix = 'Keep one of them.';
    part.report(TRAFFIC.MC111, `${part.title} has ${listText(given)}, which exclude each other.`, { fix });
  }
  if (httpHeaderName.isGiven) readToken(httpHeaderName, TRAFFIC.MC111);
  if (httpCookie.isGiven) readCookie(httpCookie);
  if (useSourceIp.isGiven && useSourceIp.value !== true)
    useSourceIp.must(TRAFFIC.MC111, 'be true', { fix: 'Write true, or hash by something else.' });
  if (httpQueryParameterName.isGiven)
    httpQueryParameterName.text(TRAFFIC.MC111, (name) => name !== '', 'be a non-empty text', {
      fix: 'Give the name of a query parameter.',
    });
  if (ringHash.isGiven) readRing(ringHash);
}

function readCookie(part: Part<HttpCookie>): void {
  const { name, ttl, path } = part.options(['name', 'ttl', 'path']);
  readToken(name, TRAFFIC.MC111, 'cookie');
  if (path.isGiven) readPath(path, TRAFFIC.MC111);
  if (ttl.isGiven && ttl.value !== '0s') ttl.duration();
}

function readRing(part: Part<RingHash>): void {
  const { minimumRingSize } = part.options(['minimumRingSize']);
  if (part.isSound) part.notEmpty(TRAFFIC.MC113, '"minimumRingSize"');
  if (minimumRingSize.isGiven) minimumRingSize.integer(TRAFFIC.MC111, 1, undefined, OR_DEFAULT);
}
