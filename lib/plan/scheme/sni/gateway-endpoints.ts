/**
 * The gateways of other clusters as endpoints. A cluster gets the share of one endpoint, with any number of addresses.
 * @module
 */
import type { Cluster, GatewayAddress } from '../../../mesh';
import { addressCounts, addressesFor, type DestinationView } from '../../destination';

/** One address at which another cluster serves a destination. */
export interface GatewayEndpoint {
  /** The version; undefined for any. */
  readonly version: string | undefined;
  readonly cluster: Cluster;
  readonly address: GatewayAddress;
  readonly port: number;
  /** The end of its object name: empty for the first address of the cluster, then `.2`. The rest of the name has no dot. */
  readonly suffix: string;
  /** Its weight; undefined if all endpoints of the destination have the same weight. */
  readonly weight: number | undefined;
}

/** An endpoint for each address of each cluster that serves a destination, if its callers reach the address. */
export function gatewayEndpoints(remote: readonly DestinationView[]): readonly GatewayEndpoint[] {
  const weighted = remote.filter(isWeighted);
  // "any version" has the endpoints of all versions, so all of them need the same weights. Every cluster that serves a version
  // also serves "any version", so the weights are right for each version too
  const any = weighted.find((each) => each.version === undefined);
  return placesOf(remote).flatMap(({ version, from, cluster }) => {
    const { gateway } = cluster;
    if (gateway === undefined) return [];
    const whole = any ?? weighted.find((each) => each.version === version);
    const share = whole && reachedCounts(whole).reduce(leastCommonMultiple, 1);
    return addressesFor(from, cluster).map((address, index, { length }) => ({
      version,
      cluster,
      address,
      port: gateway.port,
      suffix: index === 0 ? '' : `.${index + 1}`,
      weight: share && share / length,
    }));
  });
}

/**
 * The versions and other clusters that destinations stand for, each pair once, because rules may name a version both with and
 * without a cluster. The default subset has every endpoint of the host. So "any version" needs an endpoint in a cluster only if
 * no version has one there.
 */
function placesOf(
  remote: readonly DestinationView[],
): readonly (Pick<DestinationView, 'version' | 'from'> & { readonly cluster: Cluster })[] {
  const places = remote.flatMap(({ version, from, remotes }) => remotes.map((cluster) => ({ version, from, cluster })));
  const named = new Set(places.filter(({ version }) => version !== undefined).map(({ cluster }) => cluster));
  const needed = places.filter(({ version, cluster }) => version !== undefined || !named.has(cluster));
  return [...new Map(needed.map((place) => [`${place.version ?? ''}/${place.cluster.name}`, place])).values()];
}

/**
 * Whether endpoints need weights, because the clusters that serve a destination have different numbers of addresses. A cluster
 * without an address is wrong already, and nothing follows from that.
 */
export function isWeighted(destination: DestinationView): boolean {
  if (destination.remotes.length < 2) return false;
  const [first, ...others] = reachedCounts(destination);
  return others.some((count) => count !== first);
}

function reachedCounts(destination: DestinationView): readonly number[] {
  return addressCounts(destination).filter((count) => count > 0);
}

function leastCommonMultiple(a: number, b: number): number {
  return (a / greatestCommonDivisor(a, b)) * b;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
