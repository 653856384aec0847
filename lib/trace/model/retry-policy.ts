/**
 * When a proxy sends a request again.
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry
 * @module
 */
import type { HTTPRetry } from '../../istio';

/** When and how often a request is sent again. */
export interface Retries {
  /** How often; 0 for never. */
  readonly attempts: number;
  /** After what: a connection that cannot be opened, or one that the other side closes, too. */
  readonly after: 'no connection' | 'any reset';
  /** The least status of a response after which it is sent again, and the first one after which it is not. */
  readonly statuses?: readonly [from: number, to: number];
}

/** What Istio does where nothing says anything about retries. */
export const DEFAULT_RETRIES: Retries = { attempts: 2, after: 'no connection' };

/** What is sent once. */
export const NO_RETRIES: Retries = { attempts: 0, after: 'no connection' };

/** Reads a policy. One without attempts turns retries off. */
export function retriesOf({ attempts = 0, retryOn = '' }: HTTPRetry): Retries {
  const named = retryOn.split(',').map((each) => each.trim());
  const has = (...names: readonly string[]): boolean => names.some((name) => named.includes(name));
  // to Envoy, a connection that is closed is as bad as a response with status 503
  if (has('5xx')) return { attempts, after: 'any reset', statuses: [500, 600] };
  if (has('gateway-error')) return { attempts, after: 'any reset', statuses: [502, 505] };
  if (has('reset')) return { attempts, after: 'any reset' };
  return { attempts: retryOn === '' || has('connect-failure') ? attempts : 0, after: 'no connection' };
}
