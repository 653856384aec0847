/**
 * Endpoints in other networks, which a proxy reaches through the gateway there.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/xds/endpoints/ep_filters.go
 * @module
 */
import { GATEWAY_PORT, TOPOLOGY_CLUSTER } from '../../istio';
import type { Proxy } from '../model/proxy';
import type { Endpoint } from './endpoint';
import { withTopology } from './topology';

/**
 * Replaces Pods in other networks by the gateway there, which gets as many requests as all of them. Pods without mutual TLS
 * cannot be reached so. A gateway that passes a connection through sees its own network only.
 */
export function acrossNetworks(
  endpoints: readonly Endpoint[],
  proxy: Proxy,
  { isMutual, isPassing }: { readonly isMutual: (endpoint: Endpoint) => boolean; readonly isPassing: boolean },
): readonly Endpoint[] {
  // of what has no Pods, only EndpointSlices are read in other clusters
  const isFar = ({ workload, network, labels }: Endpoint): boolean =>
    (workload !== undefined || labels[TOPOLOGY_CLUSTER] !== proxy.cluster) &&
    network !== '' &&
    network !== proxy.network;
  const near = endpoints.filter((each) => !isFar(each));
  if (near.length === endpoints.length || isPassing) return near;
  const gateways = new Map<string, Endpoint>();
  for (const each of endpoints.filter((far) => isFar(far) && far.isReady && isMutual(far))) {
    const key = `${each.workload?.cluster ?? ''} ${each.locality}`;
    const before = gateways.get(key);
    gateways.set(key, before === undefined ? gatewayOf(each) : { ...before, weight: before.weight + each.weight });
  }
  return [...near, ...gateways.values()];
}

function gatewayOf({ workload, network, locality, weight, object, path, namespace }: Endpoint): Endpoint {
  const cluster = workload?.cluster ?? '';
  return {
    workload: undefined,
    node: undefined,
    address: undefined,
    gatewayOf: cluster,
    port: GATEWAY_PORT,
    labels: withTopology({}, { cluster, locality: '', network }),
    locality,
    network,
    weight,
    isReady: true,
    hasTls: true,
    serviceAccount: undefined,
    namespace,
    object,
    path,
  };
}
