/**
 * When a failed request is sent again.
 * @module
 */
import { checkDuration, type Duration, millisecondsOf } from './duration';
import type { Part } from './part';

const CONDITIONS = [
  '5xx',
  'gateway-error',
  'reset',
  'reset-before-request',
  'connect-failure',
  'retriable-4xx',
  'refused-stream',
  'retriable-status-codes',
  'retriable-headers',
  'envoy-ratelimited',
  'http3-post-connect-failure',
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
] as const;

/** The statuses of errors that Go has a text for, which are those that Istio takes. */
const STATUSES = [
  400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424,
  425, 426, 428, 429, 431, 451, 500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511,
] as const;

/**
 * A failure after which a request is sent again: a condition of Envoy for HTTP or gRPC, or the status of a response.
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-retry-on
 */
export type RetryCondition = (typeof CONDITIONS)[number] | (typeof STATUSES)[number];

/**
 * What the words stand for.
 *
 * - `safe`: the connection failed, the server refused the stream, or the connection broke before the headers were sent. In
 *   each the request has not been seen, so it never runs twice. Not `unavailable` and not 503: these are answers, which
 *   a server can give after it has begun.
 * - `idempotent`: also when a server went away or was unavailable, and the request may have run. On a mesh where a gateway
 *   was killed under load, no request was lost.
 */
export const RETRY_ON = {
  safe: ['connect-failure', 'refused-stream', 'reset-before-request'],
  idempotent: ['connect-failure', 'refused-stream', 'unavailable', 'reset', 503],
} as const satisfies Readonly<Record<string, readonly RetryCondition[]>>;

/** No retries at all, not even those that Istio makes by itself. */
export interface NoRetries {
  /** None. */
  readonly attempts: 0;
  readonly perTryTimeout?: never;
  readonly retryOn?: never;
  readonly retryRemoteLocalities?: never;
  readonly retryIgnorePreviousHosts?: never;
  readonly backoff?: never;
}

/** Retries of failed requests. */
export interface RetryPolicy {
  /** How often a request is sent again at most, an integer from 1 (MC052). */
  readonly attempts: number;
  /**
   * How long to wait for each answer, the first one included; shorter than the rule's `timeout`, as Envoy ignores it
   * otherwise (MC052). It must be given: a server that has vanished answers nothing, and would never be given up.
   */
  readonly perTryTimeout: Duration;
  /**
   * After which failures: `'safe'`, for any request, never runs one twice; `'idempotent'`, for requests that may run twice,
   * loses none when a server goes away; or a list, not empty (MC052).
   */
  readonly retryOn: keyof typeof RETRY_ON | readonly [RetryCondition, ...RetryCondition[]];
  /**
   * Whether to try other localities too, such as another cluster.
   * @default - as Istio's, false, but true for versions that are spread over several clusters
   */
  readonly retryRemoteLocalities?: boolean;
  /**
   * Whether a request that is sent again goes to another endpoint than before, where there is one.
   * @default - as Istio's, true, but false for versions with a consistent hash
   */
  readonly retryIgnorePreviousHosts?: boolean;
  /**
   * How long to wait before a request is sent again the first time, at least a millisecond (MC044); longer each time after, up to
   * ten times that.
   * @default - as Istio's, 25ms
   */
  readonly backoff?: Duration;
}

/**
 * When a failed request is sent again; `{ attempts: 0 }` for never.
 *
 * @example
 * { attempts: 3, perTryTimeout: '1s', retryOn: 'safe' }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry
 */
export type HttpRetry = NoRetries | RetryPolicy;

/** The conditions of a policy, the words spelt out. */
export function conditionsOf({ retryOn }: RetryPolicy): readonly RetryCondition[] {
  return typeof retryOn === 'string' ? RETRY_ON[retryOn] : retryOn;
}

/** Whether there are retries. */
export function isPolicy(retries: HttpRetry): retries is RetryPolicy {
  return retries.attempts !== 0;
}

/** Checks retries of requests that may take `timeout`; reports MC035, MC044 and MC052. */
export function checkRetries(part: Part, retries: HttpRetry, timeout: Duration | undefined): void {
  const options = part.options(retries, [
    ...(['attempts', 'perTryTimeout', 'retryOn', 'backoff'] as const),
    ...(['retryRemoteLocalities', 'retryIgnorePreviousHosts'] as const),
  ]);
  const { attempts, perTryTimeout, retryOn, backoff } = options;
  if (attempts === 0) {
    const others = Object.keys(options).filter((key) => key !== 'attempts');
    const fix = 'give at least 1 attempt, or nothing but attempts: 0';
    if (others.length > 0) part.report('MC052', 'has options of retries that are never made', others, { fix });
    return;
  }
  if (typeof attempts !== 'number' || !Number.isInteger(attempts) || attempts < 0 || attempts > 0x7fffffff) {
    part.report('MC052', 'has a bad number of attempts', attempts, { allowed: 'an integer from 0' });
  }
  if (perTryTimeout === undefined) {
    const fix = 'say how long to wait for each answer: a server that has vanished answers nothing';
    part.report('MC052', 'has no perTryTimeout', perTryTimeout, { fix });
  } else {
    checkDuration(part.of('perTryTimeout'), perTryTimeout);
    checkWithin(part, perTryTimeout, timeout);
  }
  checkConditions(part, retryOn);
  if (backoff !== undefined) checkDuration(part.of('backoff'), backoff);
  for (const name of ['retryRemoteLocalities', 'retryIgnorePreviousHosts'] as const) {
    const value: unknown = options[name];
    if (value !== undefined && typeof value !== 'boolean')
      part.report('MC052', `has a bad ${name}`, value, { allowed: 'true or false' });
  }
}

function checkWithin(part: Part, perTryTimeout: Duration, timeout: Duration | undefined): void {
  const [each = 0, all = Infinity] = [millisecondsOf(perTryTimeout), millisecondsOf(timeout)];
  if (each < all) return;
  const fix = 'shorten it, or lengthen "timeout": Envoy ignores it as it is';
  part.report('MC052', `has a perTryTimeout that is not below the timeout of ${String(timeout)}`, perTryTimeout, {
    fix,
  });
}

function checkConditions(part: Part, retryOn: RetryPolicy['retryOn'] | undefined): void {
  if (typeof retryOn === 'string' && Object.hasOwn(RETRY_ON, retryOn)) return;
  const conditions: readonly unknown[] = Array.isArray(retryOn) ? Array.from(retryOn) : [];
  const known: ReadonlySet<unknown> = new Set([...CONDITIONS, ...STATUSES]);
  const bad = conditions.filter((condition) => !known.has(condition));
  if (conditions.length > 0 && bad.length === 0) return;
  const allowed = `'safe', 'idempotent' or a list of ${CONDITIONS.join(', ')} and statuses of errors`;
  part.report('MC052', 'has a bad retryOn', bad.length > 0 ? bad : retryOn, { allowed });
}
