/**
 * How Envoy sends a request again if a connection fails.
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-retry-on
 * @module
 */
import { type End, shared } from './end';
import type { RetryPolicy } from './resources';

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
  const { retryOn = '', numRetries = 1 } = policy ?? { numRetries: 0 };
  const named = retryOn.split(',');
  const afterReset = ['5xx', 'gateway-error', 'reset'].some((each) => named.includes(each));
  const left = afterReset || named.includes('connect-failure') ? numRetries : 0;
  const flags = afterReset ? ['UF', 'UC'] : ['UF'];
  const known = attempts.map(({ share, ends }) => ({ share, ends: ends() }));
  const statuses = named.includes('5xx') ? [500, 600] : named.includes('gateway-error') ? [502, 505] : [0, 0];
  const [from = 0, to = 0] = statuses;
  return tried(known, known, left, ({ status, flag = '', isResponse = false }) =>
    isResponse ? status >= from && status < to : flags.includes(flag),
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
  const from = candidates.length === 0 ? all : candidates;
  const total = from.reduce((sum, { share }) => sum + share, 0);
  return from.flatMap((each): readonly End[] => {
    const share = each.share / total;
    const failures = left === 0 ? [] : each.ends.filter(isFailure);
    const final = left === 0 ? each.ends : each.ends.filter((end) => !isFailure(end));
    const again = failures.reduce((sum, { probability }) => sum + probability, 0);
    const rest = from.filter((other) => other !== each);
    return [
      ...shared(final, share),
      ...(again === 0 ? [] : shared(tried(all, rest, left - 1, isFailure), share * again)),
    ];
  });
}
