/**
 * How callers choose among endpoints.
 * @module
 */
import { checkDuration, type Duration } from '../rules/duration';
import { isHeaderName } from '../rules/header-names';
import type { Part } from '../rules/part';
import { isPath } from '../rules/rewrite';
import { checkInteger } from './numbers';

/** Exactly one of the properties. */
type OneOf<T> = {
  readonly [K in keyof T]: Readonly<Pick<T, K> & Partial<Record<Exclude<keyof T, K>, never>>>;
}[keyof T];

/** A cookie that tells a client, made for one that has none. */
export interface HttpCookie {
  /** Its name, a token of letters, digits and !#$%&'*+-.^_`|~ (MC111). */
  readonly name: string;
  /** How long it lives; `'0s'` until the browser is closed. Without, none is made. */
  readonly ttl?: Duration;
  /** The path that it is for, which starts with "/" (MC111). */
  readonly path?: string;
}

/**
 * What requests are told by: those that have it in common go to the same Pod, while the Pods stay the same.
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB
 */
export type ConsistentHashLB = OneOf<{
  /** The header of this name, a token of letters, digits and !#$%&'*+-.^_`|~ (MC111). */
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
/** What names of headers and of cookies are made of. */
const NAME = "a name of letters, digits and !#$%&'*+-.^_`|~";
const KEYS = ['httpHeaderName', 'httpCookie', 'useSourceIp', 'httpQueryParameterName'] as const;

/** Checks a load balancer; reports MC035, MC044, MC111 and MC113. */
export function checkLoadBalancer(part: Part, balancer: LoadBalancerSettings): void {
  part.notEmpty('MC113', balancer);
  const options = part.options(balancer, ['simple', 'consistentHash', 'warmup']);
  const { simple, consistentHash, warmup } = options;
  if (!SIMPLE.includes(simple)) {
    part.report('MC111', 'has a bad simple', simple, { allowed: "'LEAST_REQUEST', 'ROUND_ROBIN' or 'RANDOM'" });
  }
  const given = Object.keys(options);
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
  if (httpHeaderName !== undefined && !isHeaderName(httpHeaderName))
    part.report('MC111', 'has a bad httpHeaderName', httpHeaderName, { allowed: NAME });
  if (httpQueryParameterName !== undefined && !isText(httpQueryParameterName)) {
    const allowed = 'a text that is not empty';
    part.report('MC111', 'has a bad httpQueryParameterName', httpQueryParameterName, { allowed });
  }
  if (useSourceIp !== undefined && !isTrue(useSourceIp))
    part.report('MC111', 'has a bad useSourceIp', useSourceIp, { allowed: 'true' });
  if (httpCookie !== undefined) checkCookie(part.of('httpCookie'), httpCookie);
  if (ringHash === undefined) return;
  const ring = part.of('ringHash');
  ring.notEmpty('MC113', ringHash);
  checkInteger(ring, 'MC111', ring.options(ringHash, ['minimumRingSize']), 'minimumRingSize', 1);
}

function checkCookie(part: Part, cookie: HttpCookie): void {
  const { name, ttl, path } = part.options(cookie, ['name', 'ttl', 'path']);
  if (!isHeaderName(name)) part.report('MC111', 'has a bad name', name, { allowed: NAME });
  if (path !== undefined && !isPath(path))
    part.report('MC111', 'has a bad path', path, { allowed: 'a path, which starts with "/"' });
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
