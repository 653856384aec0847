/**
 * How requests are distributed over the clusters that run a version.
 * @module
 */
import { listText, nearMiss } from '../errors';
import type { Part } from '../reading';
import type { Cluster } from './cluster';
import type { KnownClusters } from './known-clusters';
import { MESH } from './messages';
import { byName } from './names';

/** An order of clusters. A cluster serves while all clusters before it fail. */
export interface FailoverOrder {
  /** Every cluster that runs the service, each once (MC091), as values of the same mesh (MC009). All callers use this order. */
  readonly failover: readonly Cluster[];
}

/**
 * How requests are distributed over the clusters that run a version.
 *
 * - `'local'`: callers in a cluster that runs the version stay there. Callers in other clusters are spread over all clusters that
 *   run it.
 * - `'spread'`: over all of them, for all callers. Another cluster gets as much as one local Pod: three local Pods and one other
 *   cluster share 3 to 1.
 * - `'failover'`: to the nearest by locality (MC094), which is the caller's own cluster if it runs the version, and to others
 *   while it fails. No locality may equal that of another cluster, or be within it (MC097). For callers whose cluster does not
 *   run the version, the others must not all be equally far, because they would share the requests (MC183).
 * - `{ failover: [clusters] }`: to the first of the list, and to the next while it fails. Under SniAddressing, a gateway that
 *   serves beside local Pods then has IP addresses (MC128).
 *
 * Under failover, each rule to a version in several clusters needs retries (MC093): without them, the requests that first meet
 * the failure are lost.
 * @see https://istio.io/latest/docs/tasks/traffic-management/locality-load-balancing/failover/
 */
export type Distribution = 'local' | 'spread' | 'failover' | FailoverOrder;

const WORDS = ['local', 'spread', 'failover'] as const;

/** Reads the distribution of a service that runs in `places`; undefined if the places could not be read. */
export function readDistribution(
  part: Part<Distribution>,
  places: readonly Cluster[] | undefined,
  clusters: KnownClusters,
): Distribution {
  if (!part.isGiven) return 'local';
  if (typeof part.value === 'object') return readOrder(part as Part<FailoverOrder>, places, clusters);
  const found = WORDS.find((word) => word === part.value);
  if (found === undefined) {
    const detail = { fix: 'Use one of these forms.', meant: nearMiss(part.value, WORDS) };
    part.must(MESH.MC091, 'be "local", "spread", "failover" or { failover: [clusters] }', detail);
  }
  return found ?? 'local';
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
  // if the order could not be read, any order will do, so that no other issue follows
  const [first, second, ...others] = part.isSound ? order : (places ?? []);
  return first === undefined || second === undefined ? 'local' : { failover: [first, second, ...others] };
}
