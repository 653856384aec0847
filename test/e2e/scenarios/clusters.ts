/**
 * Adds clusters of the lab to a mesh.
 * @module
 */
import { type Cluster, type ClusterProps, GatewayAddress, type Mesh } from '../../../lib';
import { gatewayAddress } from '../lab/addresses';

/** Adds all three clusters, each with the address of its east-west gateway. */
export function addClusters(
  mesh: Mesh,
  more: (number: number) => ClusterProps = () => ({}),
): readonly [Cluster, Cluster, Cluster] {
  const add = (number: number): Cluster => addCluster(mesh, number, more(number));
  return [add(1), add(2), add(3)];
}

/** Adds one of the lab's clusters, with the address of its east-west gateway. */
export function addCluster(mesh: Mesh, number: number, more: ClusterProps = {}): Cluster {
  const gateway = GatewayAddress.parse(gatewayAddress(number, 'eastwest'));
  return mesh.addCluster(`cluster${number}`, { gateway, ...more });
}
