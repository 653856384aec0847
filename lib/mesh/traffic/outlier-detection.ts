/**
 * When a Pod is left out for a while.
 * @module
 */
import type { Duration, Part } from '../../reading';
import { OR_DEFAULT, TRAFFIC } from './messages';

/**
 * When a Pod is left out for a while (MC113). Callers then prefer Pods of their own zone, as Istio has them do wherever there
 * is outlier detection.
 *
 * @example
 * { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s', maxEjectionPercent: 50 }
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection
 */
export interface OutlierDetection {
  /**
   * After how many 5xx answers in a row, those of gateways included: an integer, 0 for never (MC112).
   * @default - Istio's default, 5
   */
  readonly consecutive5xxErrors?: number;
  /**
   * After how many 502, 503 or 504 answers in a row: an integer, 0 for never (MC112).
   * @default - Istio's default, 0
   */
  readonly consecutiveGatewayErrors?: number;
  /**
   * Whether failing connections are counted apart from answers (MC112).
   * @default - Istio's default, false: they count as 5xx answers
   */
  readonly splitExternalLocalOriginErrors?: boolean;
  /**
   * After how many failing connections in a row: an integer, 0 for never. It goes with `splitExternalLocalOriginErrors` only
   * (MC112).
   * @default - Istio's default, 5
   */
  readonly consecutiveLocalOriginFailures?: number;
  /**
   * How often Pods are judged (MC044).
   * @default - Istio's default, 10 seconds
   */
  readonly interval?: Duration;
  /**
   * For how long a Pod is left out (MC044), times how often it was.
   * @default - Istio's default, 30 seconds
   */
  readonly baseEjectionTime?: Duration;
  /**
   * How many percent of the Pods are left out at most, though always one: an integer from 0 to 100 (MC112).
   * @default - Istio's default, 10
   */
  readonly maxEjectionPercent?: number;
  /**
   * With fewer percent of its Pods left, none is left out: an integer from 0 to 100 (MC112). At 0, an error of a version's one
   * Pod makes callers answer 503 for all of its requests.
   * @default 1
   */
  readonly minHealthPercent?: number;
}

const COUNTS = ['consecutive5xxErrors', 'consecutiveGatewayErrors', 'consecutiveLocalOriginFailures'] as const;
const PERCENTS = ['maxEjectionPercent', 'minHealthPercent'] as const;
const TIMES = ['interval', 'baseEjectionTime'] as const;

/** Reads outlier detection. */
export function readOutlierDetection(part: Part<OutlierDetection>): void {
  const options = part.options([...COUNTS, ...PERCENTS, ...TIMES, 'splitExternalLocalOriginErrors']);
  const { splitExternalLocalOriginErrors: split, consecutiveLocalOriginFailures: failures } = options;
  if (part.isSound) part.notEmpty(TRAFFIC.MC113, 'at least one option');
  for (const key of COUNTS) if (options[key].isGiven) options[key].integer(TRAFFIC.MC112, 0, undefined, OR_DEFAULT);
  for (const key of PERCENTS) if (options[key].isGiven) options[key].integer(TRAFFIC.MC112, 0, 100, OR_DEFAULT);
  for (const key of TIMES) if (options[key].isGiven) options[key].duration();
  const isSplit = split.optional((flag) => flag.boolean(TRAFFIC.MC112));
  if (isSplit === true || !split.isSound || !failures.isSound || !failures.isGiven || failures.value === 0) return;
  const what = `${failures.title} must be used with splitExternalLocalOriginErrors: true, because failed connections count as 5xx responses otherwise.`;
  failures.report(TRAFFIC.MC112, what, { fix: 'Add splitExternalLocalOriginErrors: true, or leave it out.' });
}
