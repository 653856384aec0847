/**
 * A request on its way: how likely it gets here, what it looks like by now, and what decided so far.
 * @module
 */
import type { ManifestObject } from '../manifests';
import type { Retries } from './model/retry-policy';
import type { Workload } from './model/workload';
import type { Delay, HopKind, Trail } from './outcome';
import type { Reported } from './route/reported';
import type { Wire } from './wire';

/** A request that has come this far. */
export interface Flow {
  /** The probability that it does. */
  readonly probability: number;
  readonly wire: Wire;
  readonly trail: Trail | undefined;
  /** What is reported of the rules for HTTP that it followed, that of its caller first. */
  readonly rules: readonly Reported[];
  /** The delays of the rules that it followed. */
  readonly delays: readonly Delay[];
  /** When its proxy sends it again. */
  readonly retries: Retries;
  /** What has been taken for granted so far: sentences. */
  readonly assumptions: readonly string[];
}

/** What is decided at a hop. */
export interface Decided {
  readonly kind: HopKind;
  readonly cluster: string;
  readonly text: string;
  readonly object?: ManifestObject | undefined;
  readonly path?: readonly (string | number)[] | undefined;
}

/** The end of a way. */
export interface End {
  readonly flow: Flow;
  readonly status: number;
  readonly flag?: string;
  readonly reason?: string;
  readonly fix?: string;
  readonly workload?: Workload;
  readonly location?: string;
  /** Whether a gateway on the way has answered, so that the proxies before it get a response in any case. */
  readonly isResponse?: boolean;
}

/** Goes on with a share of the requests, for a reason. */
export function onward(
  { probability, wire, trail: before, rules, delays, retries, assumptions }: Flow,
  { kind, cluster, text, object, path }: Decided,
  share = 1,
): Flow {
  const next: Trail = { kind, cluster, text, object, path, share, before };
  return { probability: probability * share, wire, trail: next, rules, delays, retries, assumptions };
}

/** Takes something for granted. */
export function assuming(flow: Flow, sentence: string): Flow {
  return { ...flow, assumptions: [...flow.assumptions, sentence] };
}

/** The flow of a connection that proxies do not look into. */
export function unread(flow: Flow): Flow {
  return { ...flow, wire: { ...flow.wire, kind: 'connection' } };
}
