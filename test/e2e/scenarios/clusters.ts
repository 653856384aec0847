/**
 * Adds the lab's clusters to a mesh.
 * @module
 */
import { type Cluster, type ClusterProps, GatewayAddress, type Mesh } from '../../../lib';
import { gatewayAddress } from '../lab/addresses';

/** Adds three clusters, each with the address of its east-west gateway. */
export function addClusters(
  mesh: Mesh,
  more: (number: number) => ClusterProps = () => ({}),
): readonly [Cluster, Cluster, Cluster] {
  const add = (number: number): Cluster => {
    const gateway = GatewayAddress.parse(gatewayAddress(number, 'eastwest'));
    return mesh.addCluster(`cluster${number}`, { gateway, ...more(number) });
  };
  return [add(1), add(2), add(3)];
}
