/**
 * Makes outcomes of the ends of all ways.
 * @module
 */
import { positionOf } from '../manifests';
import type { End } from './flow';
import { reportedOf } from './route/reported';
import type { Hop, Outcome, Trail } from './outcome';

/** The outcomes of a request, sorted by probability, then cluster, then workload and its namespace. */
export function outcomesOf(ends: readonly End[]): readonly Outcome[] {
  return ends
    .filter(({ flow }) => flow.probability > 0)
    .map(outcomeOf)
    .sort(
      (one, other) =>
        other.probability - one.probability ||
        compare(one.cluster, other.cluster) ||
        compare(one.workload, other.workload) ||
        compare(one.namespace, other.namespace),
    );
}

function outcomeOf({ flow, status, flag, reason, fix, workload, location }: End): Outcome {
  const { probability, wire, rules, delays, trail, assumptions } = flow;
  const version = workload?.labels['version'];
  let hops: readonly Hop[] | undefined;
  return {
    probability,
    status,
    ...(flag !== undefined && { flag }),
    ...(reason !== undefined && { reason }),
    ...(fix !== undefined && { fix }),
    ...(workload !== undefined && {
      cluster: workload.cluster,
      namespace: workload.namespace,
      workload: workload.name,
    }),
    ...(version !== undefined && { version }),
    ...(status === 200 && wire.kind === 'http' && { path: wire.path, host: wire.authority }),
    ...(location !== undefined && { location }),
    ...reportedOf(rules),
    ...(delays.length > 0 && { delays }),
    ...(assumptions.length > 0 && { assumptions: [...new Set(assumptions)] }),
    // places are looked up in files only if someone asks
    get hops(): readonly Hop[] {
      return (hops ??= hopsOf(trail));
    },
  };
}

/** The hops of a trail, from the caller on. */
function hopsOf(trail: Trail | undefined): readonly Hop[] {
  const hops: Hop[] = [];
  for (let each = trail; each !== undefined; each = each.before) {
    const { kind, cluster, text, object, path = [], share } = each;
    const decidedBy = object === undefined ? {} : { object: object.id, at: positionOf(object, path) };
    hops.push({ kind, cluster, text, ...decidedBy, share });
  }
  return hops.reverse();
}

function compare(one = '', other = ''): number {
  return one < other ? -1 : Number(one > other);
}
