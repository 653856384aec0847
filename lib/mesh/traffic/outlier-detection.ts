/**
 * Ejection of faulty Pods.
 * @module
 */
import type { Duration, Part } from '../../reading';
import { OR_DEFAULT, TRAFFIC } from './messages';

/**
 * When a Pod is ejected, which means that it gets no requests for a while (MC113). With outlier detection, Istio makes callers
 * prefer Pods in their own zone.
 *
 * @example
 * { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s', maxEjectionPercent: 50 }
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection
 */
export interface OutlierDetection {
  /**
   * Ejects a Pod after this number of 5xx responses in a row, including gateway errors: an integer from 0, which means never
   * (MC112).
   * @default - Istio's default, 5
   */
  readonly consecutive5xxErrors?: number;
  /**
   * Ejects a Pod after this number of 502, 503 or 504 responses in a row: an integer from 0, which means never (MC112).
   * @default - Istio's default, 0
   */
  readonly consecutiveGatewayErrors?: number;
  /**
   * Whether failed connections are counted separately from responses (MC112).
   * @default - Istio's default, false: they count as 5xx responses
   */
  readonly splitExternalLocalOriginErrors?: boolean;
  /**
   * Ejects a Pod after this number of failed connections in a row: an integer from 0, which means never. It needs
   * `splitExternalLocalOriginErrors: true` (MC112).
   * @default - Istio's default, 5
   */
  readonly consecutiveLocalOriginFailures?: number;
  /**
   * The time between two checks of the Pods (MC044).
   * @default - Istio's default, 10 seconds
   */
  readonly interval?: Duration;
  /**
   * How long a Pod is ejected (MC044), multiplied by the number of its ejections.
   * @default - Istio's default, 30 seconds
   */
  readonly baseEjectionTime?: Duration;
  /**
   * The maximum percentage of Pods that are ejected, although one Pod may always be: an integer from 0 to 100 (MC112).
   * @default - Istio's default, 10
   */
  readonly maxEjectionPercent?: number;
  /**
   * If a smaller percentage of the Pods is healthy, no Pod is ejected: an integer from 0 to 100 (MC112). With 0, the only Pod
   * of a version can be ejected, and all requests to the version then fail with 503.
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
