/**
 * The gateways of other clusters as endpoints: however many addresses a cluster has, it gets the share of one endpoint.
 * @module
 */
import type { Cluster, GatewayAddress } from '../../../mesh';
import { addressCount, type DestinationView } from '../../destination';

/** One address at which another cluster serves a destination. */
export interface GatewayEndpoint {
  /** The version; undefined for any. */
  readonly version: string | undefined;
  readonly cluster: Cluster;
  readonly address: GatewayAddress;
  readonly port: number;
  /** What tells it apart from the cluster's other addresses: nothing for the first, then `.2`, as no part of its name has a dot. */
  readonly suffix: string;
  /** Undefined where all endpoints of the destination weigh the same. */
  readonly weight: number | undefined;
}

/** An endpoint per address of each cluster that serves a destination. */
export function gatewayEndpoints(remote: readonly DestinationView[]): readonly GatewayEndpoint[] {
  return placesOf(remote).flatMap(({ version, cluster }) => {
    const { gateway } = cluster;
    if (gateway === undefined) return [];
    const whole = remote.find((destination) => destination.version === version && isWeighted(destination));
    const share = whole?.remotes.map(addressCount).reduce(leastCommonMultiple, 1);
    return gateway.addresses.map((address, index, { length }) => ({
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
 * The places elsewhere that destinations stand for, each once, as a version may be named both pinned and not. The default
 * subset has every endpoint of the host, so "any version" needs an endpoint of its own only where no version has one.
 */
function placesOf(
  remote: readonly DestinationView[],
): readonly { readonly version: string | undefined; readonly cluster: Cluster }[] {
  const places = remote.flatMap(({ version, remotes }) => remotes.map((cluster) => ({ version, cluster })));
  const named = new Set(places.filter(({ version }) => version !== undefined).map(({ cluster }) => cluster));
  const needed = places.filter(({ version, cluster }) => version !== undefined || !named.has(cluster));
  return [...new Map(needed.map((place) => [`${place.version ?? ''}/${place.cluster.name}`, place])).values()];
}

/**
 * Whether the clusters that serve a destination have different numbers of addresses, so that their endpoints need weights. A
 * cluster without an address is wrong already, and nothing follows from that.
 */
export function isWeighted({ remotes }: DestinationView): boolean {
  return new Set(remotes.map(addressCount).filter((count) => count > 0)).size > 1;
}

function leastCommonMultiple(a: number, b: number): number {
  return (a / greatestCommonDivisor(a, b)) * b;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
