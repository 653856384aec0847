/**
 * How a proxy sends a request again if a connection fails.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/route/retry/retry.go
 * @module
 */
import type { End, Flow } from '../flow';
import type { Retries } from '../model/retry-policy';
import type { Connection } from './connection';

/** A connection, or why there is none, and the ends of what is sent there. */
export interface Tried {
  readonly next: Connection | End;
  readonly ends: readonly End[];
}

/** Endpoints that the proxy tries one after another. */
interface Group {
  /** How many of them have not been tried. */
  readonly left: number;
  /** The weight of each. */
  readonly weight: number;
  /** The share of the connections that fail. */
  readonly failing: number;
}

/** The shares of requests whose first or later try is at a group, and of those for which it is the last. */
interface Share {
  tried: number;
  last: number;
}

/**
 * The ends of a request that a proxy sends to one of several endpoints. If a connection fails, it tries one that it has not tried
 * before, while there is one and the retries last.
 */
export function retried(all: readonly Tried[], { probability, wire }: Flow): readonly End[] {
  const [first] = all;
  if (first === undefined) return [];
  const { retries } = first.next.flow;
  const isFailure = failureBy(retries);
  const groups = all.map((each) => groupOf(each, isFailure));
  if (wire.kind === 'connection' || groups.every(({ failing }) => failing === 0))
    return all.flatMap(({ ends }) => ends);
  const shares = sharesOf(groups, retries.attempts);
  return all.flatMap(({ next, ends }, index) => {
    const { tried = 0, last = 0 } = shares[index] ?? {};
    const own = next.flow.probability / probability;
    return ends.map((end) => {
      const factor = (isFailure(end) ? last : tried) / own;
      return { ...end, flow: { ...end.flow, probability: end.flow.probability * factor } };
    });
  });
}

/** What a proxy sends a request again after. A gateway that cannot open a connection answers, and that is a response. */
function failureBy({ after, statuses: [from, to] = [0, 0] }: Retries): (end: End) => boolean {
  const flags = after === 'any reset' ? ['UF', 'UC'] : ['UF'];
  return ({ status, flag = '', isResponse = false }) =>
    isResponse ? status >= from && status < to : flags.includes(flag);
}

function groupOf({ next, ends }: Tried, isFailure: (end: End) => boolean): Group {
  const share = next.flow.probability;
  const hosts = 'endpoint' in next && next.endpoint.workload !== undefined ? next.endpoint.weight : 1;
  const failing = ends.filter(isFailure).reduce((sum, { flow }) => sum + flow.probability, 0);
  return { left: hosts, weight: share / hosts, failing: share === 0 ? 0 : failing / share };
}

/** Counts what share of the requests comes to each group, try by try. Tries of the same endpoints in another order are one. */
function sharesOf(groups: readonly Group[], attempts: number): readonly Share[] {
  const shares = groups.map((): Share => ({ tried: 0, last: 0 }));
  let states = new Map([[groups.map(({ left }) => left).join(), 1]]);
  for (let rest = attempts; rest >= 0 && states.size > 0; rest--) {
    const next = new Map<string, number>();
    for (const [state, probability] of states) {
      const left = leftIn(state, groups);
      const total = groups.reduce((sum, { weight }, index) => sum + weight * (left[index] ?? 0), 0);
      for (const [index, { weight, failing }] of groups.entries()) {
        const share = (probability * weight * (left[index] ?? 0)) / total;
        const own = shares[index];
        if (share === 0 || own === undefined) continue;
        own.tried += share;
        if (rest === 0) own.last += share;
        if (rest === 0 || failing === 0) continue;
        const after = left.map((each, other) => (other === index ? each - 1 : each)).join();
        next.set(after, (next.get(after) ?? 0) + share * failing);
      }
    }
    states = next;
  }
  return shares;
}

/** How many endpoints of each group are left. Once all have been tried, any may be tried again. */
function leftIn(state: string, groups: readonly Group[]): readonly number[] {
  const left = state.split(',').map(Number);
  return left.some((each) => each > 0) ? left : groups.map(({ left: all }) => all);
}
