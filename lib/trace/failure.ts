/**
 * Requests that fail on their way.
 * @module
 */
import type { End, Flow } from './flow';

/** Why a request fails, and what would mend it: sentences. */
export interface Cause {
  readonly reason: string;
  readonly fix: string;
}

/** The flag where a request has nowhere to go: the proxy has no cluster, or none of its endpoints is left. */
export type NoHost = 'NC' | 'UH';

/**
 * An end without an answer of a workload. What the caller's proxy reads as HTTP gets status 503. Any other connection is closed,
 * and the proxy of its caller has no flag for one that the other side closes.
 *
 * @param flag the response flag of Envoy
 */
export function failed(flow: Flow, flag: string, { reason, fix }: Cause): End {
  if (flow.wire.kind === 'http') return { flow, status: 503, flag, reason, fix };
  return { flow, status: 0, ...(flag !== 'UC' && { flag }), reason, fix };
}
