/**
 * How callers choose among endpoints.
 * @module
 */
import { checkDuration, type Duration } from '../rules/duration';
import type { Part } from '../rules/part';
import { checkInteger } from './numbers';

/** Exactly one of the properties. */
type OneOf<T> = {
  readonly [K in keyof T]: Readonly<Pick<T, K> & Partial<Record<Exclude<keyof T, K>, never>>>;
}[keyof T];

/** A cookie that tells a client, made for one that has none. */
export interface HttpCookie {
  /** Its name, not empty (MC111). */
  readonly name: string;
  /** How long it lives; `'0s'` until the browser is closed. Without, none is made. */
  readonly ttl?: Duration;
  /** The path that it is for. */
  readonly path?: string;
}

/**
 * What requests are told by: those that have it in common go to the same Pod, while the Pods stay the same.
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB
 */
export type ConsistentHashLB = OneOf<{
  /** The header of this name, not empty (MC111). */
  httpHeaderName: string;
  /** A cookie. */
  httpCookie: HttpCookie;
  /** The address that they come from. */
  useSourceIp: true;
  /** The query parameter of this name, not empty (MC111). */
  httpQueryParameterName: string;
}> & {
  /** The size of the ring, an integer from 1 (MC111). Istio's default is 1024. */
  readonly ringHash?: { readonly minimumRingSize: number };
};

/** How a new Pod gets more and more requests. */
export interface WarmupConfiguration {
  /** How long it takes. */
  readonly duration: Duration;
  /** The percentage of its share that it begins with, from 0 to 100 (MC111). Istio's default is 10. */
  readonly minimumPercent?: number;
  /** How quickly they grow, above 0 (MC111). Istio's default is 1: evenly. */
  readonly aggression?: number;
}

/**
 * How callers choose among endpoints. `warmup` goes with ROUND_ROBIN and LEAST_REQUEST only (MC111), `consistentHash` with
 * what is never sent to another cluster (MC114), and ROUND_ROBIN alone with clusters whose gateways have different numbers of
 * addresses (MC126).
 *
 * @example
 * { simple: 'LEAST_REQUEST', warmup: { duration: '30s' } }
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings
 */
export type LoadBalancerSettings =
  | {
      /** Istio's default is LEAST_REQUEST; where endpoints have weights, ROUND_ROBIN is written. */
      readonly simple?: 'LEAST_REQUEST' | 'ROUND_ROBIN';
      readonly warmup?: WarmupConfiguration;
      readonly consistentHash?: never;
    }
  | { readonly simple: 'RANDOM'; readonly warmup?: never; readonly consistentHash?: never }
  | { readonly simple?: never; readonly warmup?: never; readonly consistentHash: ConsistentHashLB };

const SIMPLE: readonly unknown[] = ['LEAST_REQUEST', 'ROUND_ROBIN', 'RANDOM', undefined];
const KEYS = ['httpHeaderName', 'httpCookie', 'useSourceIp', 'httpQueryParameterName'] as const;

/** Checks a load balancer; reports MC035, MC044 and MC111. */
export function checkLoadBalancer(part: Part, balancer: LoadBalancerSettings): void {
  const { simple, consistentHash, warmup } = part.options(balancer, ['simple', 'consistentHash', 'warmup']);
  if (!SIMPLE.includes(simple)) {
    part.report('MC111', 'has a bad simple', simple, { allowed: "'LEAST_REQUEST', 'ROUND_ROBIN' or 'RANDOM'" });
  }
  const given = Object.keys(balancer);
  const isMixed = consistentHash !== undefined ? given.length > 1 : simple === 'RANDOM' && given.includes('warmup');
  if (isMixed) part.report('MC111', 'has what excludes each other', given);
  if (consistentHash !== undefined) checkHash(part.of('consistentHash'), consistentHash);
  if (warmup !== undefined) checkWarmup(part.of('warmup'), warmup);
}

function checkHash(part: Part, hash: ConsistentHashLB): void {
  const options = part.options<Partial<ConsistentHashLB>>(hash, [...KEYS, 'ringHash']);
  const given = KEYS.filter((key) => options[key] !== undefined);
  if (given.length !== 1)
    part.report('MC111', 'tells requests not by one thing', given, { allowed: `one of ${KEYS.join(', ')}` });
  const { httpHeaderName, httpQueryParameterName, useSourceIp, httpCookie, ringHash } = options;
  for (const name of [httpHeaderName, httpQueryParameterName]) {
    if (name !== undefined && !isText(name))
      part.report('MC111', 'has a bad name', name, { allowed: 'a text that is not empty' });
  }
  if (useSourceIp !== undefined && !isTrue(useSourceIp))
    part.report('MC111', 'has a bad useSourceIp', useSourceIp, { allowed: 'true' });
  if (httpCookie !== undefined) checkCookie(part.of('httpCookie'), httpCookie);
  if (ringHash === undefined) return;
  const ring = part.of('ringHash');
  checkInteger(ring, 'MC111', ring.options(ringHash, ['minimumRingSize']), 'minimumRingSize', 1);
}

function checkCookie(part: Part, cookie: HttpCookie): void {
  const { name, ttl, path } = part.options(cookie, ['name', 'ttl', 'path']);
  if (!isText(name)) part.report('MC111', 'has a bad name', name, { allowed: 'a text that is not empty' });
  if (path !== undefined && !isText(path)) part.report('MC111', 'has a bad path', path, { allowed: 'a path' });
  if (ttl !== undefined && ttl !== '0s') checkDuration(part.of('ttl'), ttl);
}

function checkWarmup(part: Part, warmup: WarmupConfiguration): void {
  const { duration, minimumPercent, aggression } = part.options(warmup, ['duration', 'minimumPercent', 'aggression']);
  checkDuration(part.of('duration'), duration);
  if (minimumPercent !== undefined && !isBetween(minimumPercent, 0, 100)) {
    part.report('MC111', 'has a bad minimumPercent', minimumPercent, { allowed: 'a number from 0 to 100' });
  }
  if (aggression !== undefined && !(isBetween(aggression, 0, Infinity) && aggression > 0 && aggression < Infinity)) {
    part.report('MC111', 'has a bad aggression', aggression, { allowed: 'a number above 0' });
  }
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isTrue(value: unknown): boolean {
  return value === true;
}

function isBetween(value: unknown, min: number, max: number): boolean {
  return typeof value === 'number' && value >= min && value <= max;
}
