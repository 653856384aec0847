/**
 * The Services by which proxies of other networks reach the Pods of a network.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/serviceregistry/kube/controller/network.go
 * @module
 */
import { groupBy, servicesIn } from '../../manifests';
import type { Cluster } from '../model/cluster';
import { gatewayIn, type NetworkGateway } from '../model/network-gateway';

/** The gateways of networks that Istio in a cluster knows, by network: the Services there and in others that it reads. */
export function gatewaysOfNetworks(
  cluster: Cluster,
  others: readonly Cluster[],
): ReadonlyMap<string, readonly NetworkGateway[]> {
  const all = [cluster, ...others].flatMap((there) => {
    const read = [...there.inDns.values()].filter(({ namespace }) => cluster.reads(namespace, there));
    return servicesIn(read.map(({ object }) => object)).flatMap((service) => gatewayIn(service, there) ?? []);
  });
  return groupBy(all, ({ network }) => network);
}
