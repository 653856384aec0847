/**
 * How a proxy sends a request again if a connection fails.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/route/retry/retry.go
 * @module
 */
import type { End, Flow } from '../flow';
import type { Retries } from '../model/retry-policy';
import type { Connection } from './connection';
import type { Group } from './repeated-tries';
import { sharesOf } from './tries';

/** A connection, or why there is none, and the ends of what is sent there. */
export interface Tried {
  readonly next: Connection | End;
  readonly ends: readonly End[];
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

/**
 * What a proxy sends a request again after. What has no flag is a response, and so is what a gateway says that cannot open a
 * connection.
 */
function failureBy({ flags, statuses }: Retries): (end: End) => boolean {
  return ({ status, flag, isResponse = false }) =>
    isResponse || flag === undefined
      ? statuses.some(([from, to]) => status >= from && status < to)
      : flags.includes(flag);
}

function groupOf({ next, ends }: Tried, isFailure: (end: End) => boolean): Group {
  const share = next.flow.probability;
  const hosts = 'endpoint' in next && next.endpoint.workload !== undefined ? next.endpoint.weight : 1;
  const failing = ends.filter(isFailure).reduce((sum, { flow }) => sum + flow.probability, 0);
  return { hosts, weight: share / hosts, failing: share === 0 ? 0 : failing / share };
}
