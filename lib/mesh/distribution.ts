/**
 * Which of several clusters serve a version that runs in them all.
 * @module
 */
import type { CallSite } from '../errors';
import type { Cluster } from './cluster';
import { compareNames } from './names';
import { readList, readOptions } from './shape';
import type { MeshState } from './state';

/** An order of clusters: each serves while those before it do not. */
export interface FailoverOrder {
  /** Every cluster that runs the service, each once (MC091), whichever of them a caller is in. */
  readonly failover: readonly [Cluster, Cluster, ...Cluster[]];
}

/**
 * Which of several clusters serve a version that runs in them all.
 *
 * - `'spread'`: all of them. A cluster is as much as one Pod here: three Pods here and one other cluster share 3 to 1.
 * - `'failover'`: the nearest by locality (MC094), a caller's own cluster before all; others while it fails. No locality may be
 *   that of another cluster or within it (MC097).
 * - `{ failover: [clusters] }`: the first of them; the next while it fails.
 *
 * Under failover, each rule to a version in several clusters needs retries (MC093): the requests by which a failure is
 * noticed are lost without.
 * @see https://istio.io/latest/docs/tasks/traffic-management/locality-load-balancing/failover/
 */
export type Distribution = 'spread' | 'failover' | FailoverOrder;

/** Checks the distribution of a service that runs in `places`; reports MC009, MC035 and MC091. */
export function readDistribution(
  state: MeshState,
  service: string,
  given: Distribution,
  places: readonly Cluster[],
  at: CallSite,
): Distribution {
  if (given === 'spread' || given === 'failover') return given;
  const role = `distribution of service "${service}"`;
  const isOptions: boolean = typeof given === 'object';
  if (!isOptions) {
    state.report('MC091', { what: `${role} is unknown`, got: given }, at);
    return 'spread';
  }
  const { failover = [] } = readOptions(state, given, role, ['failover'], at);
  const order = readList<Cluster>(state, failover, `failover in ${role}`, at);
  const owned = order.filter((cluster) => state.ownsCluster(cluster, `a cluster of ${role}`, at));
  const names = (clusters: readonly Cluster[]): string =>
    clusters
      .map(({ name }) => name)
      .sort(compareNames)
      .join();
  if (owned.length === order.length && names(order) !== names(places)) {
    const allowed = `each of ${places.map(({ name }) => `"${name}"`).join(', ')} once`;
    state.report('MC091', { what: `${role} is no order of its clusters`, got: order, allowed }, at);
  }
  const [first, second, ...others] = owned;
  return first === undefined || second === undefined ? 'failover' : { failover: [first, second, ...others] };
}
