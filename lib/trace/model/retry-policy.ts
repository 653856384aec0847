/**
 * When a proxy sends a request again.
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/route/retry/retry.go
 * @module
 */
import type { HTTPRetry } from '../../istio';

/** When and how often a request is sent again. */
export interface Retries {
  /** How often; 0 for never. */
  readonly attempts: number;
  /** The flags of connections after which it is: of those that cannot be opened, and of those that the other side closes. */
  readonly flags: readonly string[];
  /** The statuses of responses after which it is: each time the first one, and the first one that is too high. */
  readonly statuses: readonly (readonly [from: number, to: number])[];
}

/** What Istio does where nothing says anything about retries. */
export const DEFAULT_RETRIES: Retries = { attempts: 2, flags: ['UF'], statuses: [] };

/** What is sent once. */
export const NO_RETRIES: Retries = { attempts: 0, flags: [], statuses: [] };

/** The conditions that name statuses of responses. */
const STATUSES: Readonly<Record<string, readonly [from: number, to: number] | undefined>> = {
  '5xx': [500, 600],
  'gateway-error': [502, 505],
  'retriable-4xx': [409, 410],
};

/** The numbers that Istio takes for statuses: those that Go has a text for. */
const STATUS = /^(10[0-3]|20[0-8]|226|30[0-578]|4(0\d|1[0-8]|2[1-689]|31|51)|50[0-8]|51[01])$/;

/** Reads a policy. One without attempts, or with less than one, turns retries off. */
export function retriesOf({ attempts = 0, retryOn = '' }: HTTPRetry): Retries {
  if (attempts <= 0) return NO_RETRIES;
  if (retryOn === '') return { ...DEFAULT_RETRIES, attempts };
  const named = retryOn.split(',').map((each) => each.trim());
  return { attempts, flags: flagsIn(named), statuses: named.flatMap(statusesFor) };
}

/** To Envoy, a connection that is closed is as bad as a response with status 503. */
function flagsIn(named: readonly string[]): readonly string[] {
  if (['5xx', 'gateway-error', 'reset'].some((each) => named.includes(each))) return ['UF', 'UC'];
  return ['connect-failure', 'reset-before-request'].some((each) => named.includes(each)) ? ['UF'] : [];
}

function statusesFor(name: string): Retries['statuses'] {
  const range = STATUSES[name];
  if (range !== undefined) return [range];
  return STATUS.test(name) ? [[Number(name), Number(name) + 1]] : [];
}
