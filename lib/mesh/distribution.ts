/**
 * Which of several clusters serve a version that runs in all of them.
 * @module
 */
import { listText } from '../errors';
import type { Part } from '../reading';
import type { Cluster } from './cluster';
import type { KnownClusters } from './known-clusters';
import { MESH } from './messages';
import { byName } from './names';

/** An order of clusters: each serves while those before it do not. */
export interface FailoverOrder {
  /** Every cluster that runs the service, each once (MC091), as values of the same mesh (MC009), wherever the caller is. */
  readonly failover: readonly [Cluster, Cluster, ...Cluster[]];
}

/**
 * Which of several clusters serve a version that runs in all of them.
 *
 * - `'spread'`: all of them. A cluster counts as much as one Pod here: three Pods here and one other cluster share 3 to 1.
 * - `'failover'`: the nearest by locality (MC094), a caller's own cluster before all; others while it fails. No locality may be
 *   the same as that of another cluster, or within it (MC097).
 * - `{ failover: [clusters] }`: the first of them; the next while it fails.
 *
 * Under failover, each rule to a version in several clusters needs retries (MC093): without them, the requests that first meet
 * the failure are lost.
 * @see https://istio.io/latest/docs/tasks/traffic-management/locality-load-balancing/failover/
 */
export type Distribution = 'spread' | 'failover' | FailoverOrder;

/** Reads the distribution of a service that runs in `places`, which are undefined where they could not be read. */
export function readDistribution(
  part: Part<Distribution>,
  places: readonly Cluster[] | undefined,
  clusters: KnownClusters,
): Distribution {
  if (!part.isGiven) return 'spread';
  if (typeof part.value === 'object') return readOrder(part as Part<FailoverOrder>, places, clusters);
  const fix = 'Write "spread", "failover" or { failover: [clusters] }.';
  return part.oneOf(MESH.MC091, ['spread', 'failover'] as const, { fix }) ?? 'spread';
}

function readOrder(
  part: Part<FailoverOrder>,
  places: readonly Cluster[] | undefined,
  clusters: KnownClusters,
): Distribution {
  const { failover } = part.options(['failover']);
  const listed = failover.isGiven ? failover.list('clusters') : [];
  const order = listed.flatMap((each) => clusters.readCluster(each) ?? []);
  const isComplete = (all: readonly Cluster[]): boolean =>
    order.length === all.length && all.every((cluster) => order.includes(cluster));
  if (part.isSound && places !== undefined && !isComplete(places)) {
    const names = byName(places).map(({ name }) => name);
    failover.must(MESH.MC091, `list the clusters of the service, ${listText(names)}, each once`);
  }
  // some order, where the one that is meant could not be read: nothing follows from that
  const [first, second, ...others] = part.isSound ? order : (places ?? []);
  return first === undefined || second === undefined ? 'spread' : { failover: [first, second, ...others] };
}
