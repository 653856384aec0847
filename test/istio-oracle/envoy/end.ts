/**
 * How a request ends.
 * @module
 */
import type { Pod } from '../kubernetes/pods';
import type { Http } from './wire';

/** One end of a request. */
export interface End {
  readonly probability: number;
  /** The status that the caller gets; 0 if it gets none. */
  readonly status: number;
  /** Envoy's response flag, as the proxy of the caller logs it. */
  readonly flag?: string;
  /** Where it arrives. */
  readonly pod?: Pod;
  /** As it arrives, if a proxy reads it as HTTP. */
  readonly http?: Http;
  readonly location?: string;
  /** The copies of it, as `<host> <subset> <share>`. */
  readonly mirrors?: readonly string[];
  /** Whether a gateway on the way has answered. */
  readonly isResponse?: boolean;
}

/** Ends of which only a share of requests comes to. */
export function shared(ends: readonly End[], share: number): readonly End[] {
  return ends.map((each) => ({ ...each, probability: each.probability * share }));
}

/** An end by a flag of Envoy. */
export function failed(status: number, flag: string): readonly End[] {
  return [{ probability: 1, status, flag }];
}
