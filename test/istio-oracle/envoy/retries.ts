/**
 * How Envoy sends a request again if a connection fails.
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-retry-on
 * @module
 */
import { type End, shared } from './end';
import type { RetryPolicy } from './route-resources';

/** An endpoint that may be tried. */
export interface Attempt {
  readonly share: number;
  readonly ends: () => readonly End[];
}

/**
 * The ends of a request that is sent to one of several endpoints. After a failure to connect it is sent again, to an endpoint
 * that was not tried before while there is one, as Istio's policy asks for.
 */
export function retried(attempts: readonly Attempt[], policy: RetryPolicy | undefined): readonly End[] {
  const { retryOn = '', numRetries = 1, retriableStatusCodes = [] } = policy ?? { numRetries: 0 };
  const named = retryOn.split(',');
  const has = (...names: readonly string[]): boolean => names.some((each) => named.includes(each));
  const codes = has('retriable-status-codes') ? retriableStatusCodes : [];
  const isRetriable = (status: number): boolean =>
    (has('5xx') && status >= 500 && status < 600) ||
    (has('gateway-error') && status >= 502 && status <= 504) ||
    (has('retriable-4xx') && status === 409) ||
    codes.includes(status);
  const afterReset = has('5xx', 'gateway-error', 'reset');
  const isReset = (flag: string): boolean =>
    (flag === 'UC' && afterReset) || (flag === 'UF' && (afterReset || has('connect-failure', 'reset-before-request')));
  const known = attempts.map(({ share, ends }) => ({ share, ends: ends() }));
  return tried(known, known, numRetries, ({ status, flag, isResponse = false }) =>
    isResponse || flag === undefined ? isRetriable(status) : isReset(flag),
  );
}

interface Known {
  readonly share: number;
  readonly ends: readonly End[];
}

function tried(
  all: readonly Known[],
  candidates: readonly Known[],
  left: number,
  isFailure: (end: End) => boolean,
): readonly End[] {
  if (candidates.length === 0) return again(all, left, isFailure);
  const total = candidates.reduce((sum, { share }) => sum + share, 0);
  return candidates.flatMap((each): readonly End[] => {
    const share = each.share / total;
    const failures = left === 0 ? [] : each.ends.filter(isFailure);
    const final = left === 0 ? each.ends : each.ends.filter((end) => !isFailure(end));
    const failing = failures.reduce((sum, { probability }) => sum + probability, 0);
    const rest = candidates.filter((other) => other !== each);
    return [
      ...shared(final, share),
      ...(failing === 0 ? [] : shared(tried(all, rest, left - 1, isFailure), share * failing)),
    ];
  });
}

/** The ends of tries at any of the endpoints, since all have been tried: those that do not fail, and at last those that do. */
function again(all: readonly Known[], left: number, isFailure: (end: End) => boolean): readonly End[] {
  const total = all.reduce((sum, { share }) => sum + share, 0);
  const once = all.flatMap(({ share, ends }) => shared(ends, share / total));
  const failing = once.filter(isFailure).reduce((sum, { probability }) => sum + probability, 0);
  const tries = failing === 1 ? left + 1 : (1 - failing ** (left + 1)) / (1 - failing);
  return once.map((end) => ({ ...end, probability: end.probability * (isFailure(end) ? failing ** left : tries) }));
}
