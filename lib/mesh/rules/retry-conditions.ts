/**
 * The failures after which a request is sent again.
 * @module
 */
import { listText, nearMiss } from '../../errors';
import type { Part } from '../../reading';
import { RULES } from './messages';

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

/** The error statuses that Istio accepts: those that Go has a text for. */
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
 * The conditions that the two words stand for.
 *
 * - `safe`: the connection failed, the server refused the stream, or the connection broke before the headers were sent. The
 *   server has not seen the request, so no request runs twice. `unavailable` and 503 are left out, because a server can send
 *   them after it has started the request.
 * - `idempotent`: also if the server went away or was unavailable, so that the request may have run. In a test mesh, no request
 *   was lost when a gateway was killed under load.
 */
export const RETRY_ON = {
  safe: ['connect-failure', 'refused-stream', 'reset-before-request'],
  idempotent: ['connect-failure', 'refused-stream', 'unavailable', 'reset', 503],
} as const satisfies Readonly<Record<string, readonly RetryCondition[]>>;

const CONDITIONS_FIX = `The conditions are ${listText(CONDITIONS)}, and error statuses as numbers.`;

/** Reads the failures after which a request is sent again. */
export function readRetryOn(part: Part<keyof typeof RETRY_ON | readonly RetryCondition[]>): void {
  const { value } = part;
  if (typeof value === 'string' && Object.hasOwn(RETRY_ON, value)) return;
  if (!Array.isArray(value) || value.length === 0) {
    const meant = nearMiss(value, Object.keys(RETRY_ON));
    const fix = meant === undefined ? CONDITIONS_FIX : 'Correct the word.';
    part.must(RULES.MC052, 'be "safe", "idempotent" or a list of conditions', {
      fix: isCondition(value) ? 'Put it into [ ].' : fix,
      meant,
    });
    return;
  }
  for (const condition of (part as Part<readonly RetryCondition[]>).list('conditions')) {
    const { value: given } = condition;
    if (isCondition(given)) continue;
    const meant = nearMiss(given, CONDITIONS);
    const fix = meant === undefined ? CONDITIONS_FIX : 'Correct the word.';
    const isText = typeof given === 'string' && isCondition(Number(given));
    condition.must(RULES.MC052, 'be a condition or an error status', {
      fix: isText ? `Write ${given} as a number.` : fix,
      meant,
    });
  }
}

function isCondition(value: unknown): boolean {
  return [...CONDITIONS, ...STATUSES].some((known) => known === value);
}
