/**
 * When a Pod is left out for a while.
 * @module
 */
import { checkDuration, type Duration } from '../rules/duration';
import type { Part } from '../rules/part';
import { checkInteger } from './numbers';

/**
 * When a Pod is left out for a while. As ever in Istio, callers then prefer Pods of their own zone.
 *
 * @example
 * { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s', maxEjectionPercent: 50 }
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection
 */
export interface OutlierDetection {
  /** After how many 5xx answers in a row, those of gateways included; 0 for never (MC112). Istio's default is 5. */
  readonly consecutive5xxErrors?: number;
  /** After how many 502, 503 or 504 answers in a row; 0 for never (MC112). Istio's default is 0. */
  readonly consecutiveGatewayErrors?: number;
  /** Whether failing connections count for themselves. Istio's default is false: they count as 5xx. */
  readonly splitExternalLocalOriginErrors?: boolean;
  /** After how many failing connections in a row; only with `splitExternalLocalOriginErrors` (MC112). Istio's default is 5. */
  readonly consecutiveLocalOriginFailures?: number;
  /** How often Pods are judged. Istio's default is 10 seconds. */
  readonly interval?: Duration;
  /** For how long a Pod is left out, times how often it was. Istio's default is 30 seconds. */
  readonly baseEjectionTime?: Duration;
  /** How many percent of the Pods are left out at most, though always one; from 0 to 100 (MC112). Istio's default is 10. */
  readonly maxEjectionPercent?: number;
  /**
   * With fewer percent of its Pods left, none is left out; from 0 to 100 (MC112). At 0, an error of an only Pod makes
   * callers answer 503 for all.
   * @default 1
   */
  readonly minHealthPercent?: number;
}

/** Checks outlier detection; reports MC035, MC044, MC112 and MC113. */
export function checkOutlierDetection(part: Part, detection: OutlierDetection): void {
  part.notEmpty('MC113', detection);
  const counts = ['consecutive5xxErrors', 'consecutiveGatewayErrors', 'consecutiveLocalOriginFailures'] as const;
  const percents = ['maxEjectionPercent', 'minHealthPercent'] as const;
  const durations = ['interval', 'baseEjectionTime'] as const;
  const keys = [...counts, ...percents, ...durations, 'splitExternalLocalOriginErrors'] as const;
  const options = part.options(detection, keys);
  const { splitExternalLocalOriginErrors: isSplit, consecutiveLocalOriginFailures: failures = 0 } = options;
  for (const key of counts) checkInteger(part, 'MC112', options, key, 0);
  for (const key of percents) checkInteger(part, 'MC112', options, key, 0, 100);
  for (const key of durations) if (options[key] !== undefined) checkDuration(part.of(key), options[key]);
  if (isSplit !== undefined && typeof isSplit !== 'boolean') {
    part.report('MC112', 'has a bad splitExternalLocalOriginErrors', isSplit, { allowed: 'true or false' });
  }
  if (isSplit !== true && failures > 0) {
    const fix = 'add splitExternalLocalOriginErrors: true';
    part.report('MC112', 'counts failing connections, which count as 5xx', failures, { fix });
  }
}
