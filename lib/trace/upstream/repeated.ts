/**
 * Endpoints with the same address: Envoy keeps the first one.
 * @see https://github.com/envoyproxy/envoy/blob/main/source/extensions/clusters/eds/eds.cc
 * @module
 */
import type { Endpoint } from './endpoint';

/** An endpoint and its place in the order of a proxy. */
interface Placed {
  readonly endpoint: Endpoint;
  readonly priority: number;
}

/** The cluster whose gateway an endpoint is; undefined if it is none. */
type ClusterBehind = (endpoint: Endpoint) => string | undefined;

/** Keeps one of the endpoints with an address: that of the first locality in alphabetical order, and there, of the first priority. */
export function withoutRepeated<E extends Placed>(all: readonly E[], clusterBehind: ClusterBehind): readonly E[] {
  if (all.length < 2) return all;
  const gateways = listedGateways(all, clusterBehind);
  const firsts = new Map<string, E>();
  for (const each of [...all].sort(inOrder)) {
    const key = keyOf(each.endpoint, gateways);
    if (!firsts.has(key)) firsts.set(key, each);
  }
  const kept = new Set(firsts.values());
  return all.filter((each) => kept.has(each));
}

/** The addresses by which gateways are listed that Istio has found itself as well, by cluster and port. */
function listedGateways(all: readonly Placed[], clusterBehind: ClusterBehind): ReadonlyMap<string, string> {
  const listed = new Map<string, string>();
  if (all.every(({ endpoint }) => endpoint.gatewayOf === undefined)) return listed;
  for (const { endpoint } of all)
    if (endpoint.address !== undefined && endpoint.gatewayOf === undefined)
      listed.set(`${clusterBehind(endpoint) ?? ''} ${endpoint.port}`, endpoint.address);
  return listed;
}

function keyOf(
  { workload, address, gatewayOf = '', gatewayService, port }: Endpoint,
  gateways: ReadonlyMap<string, string>,
): string {
  if (workload !== undefined) return `${workload.cluster} ${workload.object.id} ${port}`;
  const gateway = `${gatewayOf} ${gatewayService?.id ?? ''}`;
  return `${address ?? gateways.get(`${gatewayOf} ${port}`) ?? gateway} ${port}`;
}

function inOrder(one: Placed, other: Placed): number {
  const [left, right] = [one.endpoint.locality, other.endpoint.locality];
  return left === right ? one.priority - other.priority : left < right ? -1 : 1;
}
