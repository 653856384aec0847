/**
 * Retries of failed requests.
 * @module
 */
import { listText } from '../../errors';
import { type Duration, millisecondsOf, type Part } from '../../reading';
import { RULES } from './messages';
import { readRetryOn, RETRY_ON, type RetryCondition } from './retry-conditions';

/** No retries, not even Istio's default ones. */
export interface NoRetries {
  /** The number of retries: none. */
  readonly attempts: 0;
  readonly perTryTimeout?: never;
  readonly retryOn?: never;
  readonly retryRemoteLocalities?: never;
  readonly retryIgnorePreviousHosts?: never;
  readonly backoff?: never;
}

/** Retries of failed requests. */
export interface RetryPolicy {
  /** The maximum number of retries of a request: an integer from 1 (MC052). */
  readonly attempts: number;
  /**
   * How long to wait for each response, including the first one (MC044). It must be shorter than the `timeout` of the rule,
   * because Envoy ignores it otherwise. It is required, because a server that has vanished sends no response at all (MC052).
   */
  readonly perTryTimeout: Duration;
  /**
   * The failures after which a request is sent again (MC052). `'safe'` fits all requests, because none runs twice.
   * `'idempotent'` is for requests that may run twice, and loses none if a server goes away. A list names at least one failure.
   */
  readonly retryOn: keyof typeof RETRY_ON | readonly [RetryCondition, ...RetryCondition[]];
  /**
   * Whether retries may go to other localities, such as another cluster (MC052).
   * @default - Istio's default, false; true for versions that are spread over several clusters
   */
  readonly retryRemoteLocalities?: boolean;
  /**
   * Whether a retry goes to another endpoint than the attempt before, if there is one (MC052).
   * @default - Istio's default, true; false for versions with a consistent hash
   */
  readonly retryIgnorePreviousHosts?: boolean;
  /**
   * How long to wait before the first retry (MC044). Later waits are longer, up to ten times as long.
   * @default - Istio's default, 25ms
   */
  readonly backoff?: Duration;
}

/**
 * Retries of failed requests. `{ attempts: 0 }` means none.
 *
 * @example
 * { attempts: 3, perTryTimeout: '1s', retryOn: 'safe' }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry
 */
export type HttpRetry = NoRetries | RetryPolicy;

const KEYS = [
  ...(['attempts', 'perTryTimeout', 'retryOn', 'backoff'] as const),
  ...(['retryRemoteLocalities', 'retryIgnorePreviousHosts'] as const),
] as const;

/** The conditions of a policy. `safe` and `idempotent` are replaced by what they stand for. */
export function conditionsOf({ retryOn }: RetryPolicy): readonly RetryCondition[] {
  return typeof retryOn === 'string' ? RETRY_ON[retryOn] : retryOn;
}

/** Whether there are retries. */
export function isPolicy(retries: HttpRetry): retries is RetryPolicy {
  return retries.attempts !== 0;
}

/** Reads the retries of a rule with the timeout `timeout`. */
export function readRetries(part: Part<HttpRetry>, timeout: Duration | undefined): HttpRetry | undefined {
  const options = part.options(KEYS);
  const { attempts, perTryTimeout, retryOn, backoff, retryRemoteLocalities, retryIgnorePreviousHosts } = options;
  if (attempts.value === 0) {
    const others = KEYS.filter((key) => key !== 'attempts' && options[key].isGiven);
    const what = `${part.title} has ${listText(others)}, though "attempts" is 0.`;
    const fix = 'Give at least 1 attempt, or only attempts: 0.';
    if (others.length > 0) part.report(RULES.MC052, what, { fix });
    return part.sound;
  }
  attempts.integer(RULES.MC052, 0);
  readPerTryTimeout(perTryTimeout, timeout);
  readRetryOn(retryOn);
  if (backoff.isGiven) backoff.duration();
  for (const each of [retryRemoteLocalities, retryIgnorePreviousHosts]) if (each.isGiven) each.boolean(RULES.MC052);
  return part.sound;
}

/** Reads how long to wait for each response. Envoy ignores the value unless it is shorter than the timeout. */
function readPerTryTimeout(part: Part<Duration>, timeout: Duration | undefined): void {
  if (!part.isGiven) {
    const fix = 'Give a duration: without one, a request that gets no answer is never sent again.';
    part.must(RULES.MC052, 'say how long to wait for each answer', { fix });
    return;
  }
  const [each = 0, all = Infinity] = [millisecondsOf(part.duration()), millisecondsOf(timeout)];
  if (each < all) return;
  const fix = 'Shorten it, or lengthen the timeout: otherwise, Envoy ignores it.';
  part.must(RULES.MC052, `be shorter than the "timeout" of the rule, ${String(timeout)}`, { fix });
}
