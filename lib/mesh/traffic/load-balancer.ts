/**
 * How callers choose among endpoints.
 * @module
 */
import { listText } from '../../errors';
import type { Duration, Part } from '../../reading';
import { type ConsistentHashLB, readConsistentHash } from './consistent-hash';
import { OR_DEFAULT, TRAFFIC } from './messages';

const ALGORITHMS = ['LEAST_REQUEST', 'ROUND_ROBIN', 'RANDOM'] as const;

/** How the share of a new Pod grows. */
export interface WarmupConfiguration {
  /** The time until the Pod gets its full share (MC044). */
  readonly duration: Duration;
  /**
   * The percentage of its share that it gets at first: a number from 0 to 100 (MC111).
   * @default - Istio's default, 10
   */
  readonly minimumPercent?: number;
  /**
   * How quickly its share grows: a number above 0 (MC111).
   * @default - Istio's default, 1, which means linear growth
   */
  readonly aggression?: number;
}

/**
 * How callers choose among endpoints (MC113). Only ROUND_ROBIN and LEAST_REQUEST have a `warmup` (MC111). A `consistentHash` is
 * only for versions that are never called in another cluster (MC114). If gateways of clusters have different numbers of
 * addresses, only ROUND_ROBIN is allowed (MC126).
 *
 * @example
 * { simple: 'LEAST_REQUEST', warmup: { duration: '30s' } }
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings
 */
export type LoadBalancerSettings =
  | {
      /**
       * The algorithm (MC111).
       * @default - Istio's default, LEAST_REQUEST; ROUND_ROBIN where endpoints have weights
       */
      readonly simple?: Exclude<(typeof ALGORITHMS)[number], 'RANDOM'>;
      /**
       * How the share of a new Pod grows.
       * @default - it gets its full share at once
       */
      readonly warmup?: WarmupConfiguration;
      readonly consistentHash?: never;
    }
  | { readonly simple: 'RANDOM'; readonly warmup?: never; readonly consistentHash?: never }
  | { readonly simple?: never; readonly warmup?: never; readonly consistentHash: ConsistentHashLB };

/** Reads a load balancer. */
export function readLoadBalancer(part: Part<LoadBalancerSettings>): void {
  const { simple, consistentHash, warmup } = part.options(['simple', 'consistentHash', 'warmup']);
  if (part.isSound) part.notEmpty(TRAFFIC.MC113, '"simple", "consistentHash" or "warmup"');
  const algorithm = simple.optional((given) =>
    given.oneOf(TRAFFIC.MC111, ALGORITHMS, { fix: 'Use one of these values.' }),
  );
  const others = Object.entries({ simple, warmup }).flatMap(([name, { isGiven }]) => (isGiven ? [name] : []));
  const fix = 'Keep one of them.';
  if (consistentHash.isGiven && others.length > 0) {
    const what = `${part.title} has ${listText(['consistentHash', ...others])}, which exclude each other.`;
    part.report(TRAFFIC.MC111, what, { fix });
  } else if (algorithm === 'RANDOM' && warmup.isGiven) {
    part.report(TRAFFIC.MC111, `${part.title} has simple: 'RANDOM' and a "warmup", which exclude each other.`, { fix });
  }
  if (consistentHash.isGiven) readConsistentHash(consistentHash);
  if (warmup.isGiven) readWarmup(warmup);
}

function readWarmup(part: Part<WarmupConfiguration>): void {
  const { duration, minimumPercent, aggression } = part.options(['duration', 'minimumPercent', 'aggression']);
  duration.duration();
  const isPercent = (value: number): boolean => value >= 0 && value <= 100;
  const isPositive = (value: number): boolean => value > 0 && value < Infinity;
  if (minimumPercent.isGiven) minimumPercent.number(TRAFFIC.MC111, isPercent, 'be a number from 0 to 100', OR_DEFAULT);
  if (aggression.isGiven) aggression.number(TRAFFIC.MC111, isPositive, 'be a number above 0', OR_DEFAULT);
}
