/**
 * A mesh of three clusters in which web calls cart. v1 of cart runs in two of the clusters.
 * @module
 */
import { type Cluster, type Distribution, GatewayAddress, Mesh, type MeshService } from '../../lib';

/** The mesh and its clusters. */
export interface ThreeClusters {
  readonly mesh: Mesh;
  readonly c1: Cluster;
  readonly c2: Cluster;
  readonly c3: Cluster;
}

/** The mesh with cart in it. */
export interface CartMesh extends ThreeClusters {
  readonly cart: MeshService<'v1' | 'v2'>;
}

/** What differs between the tests. Clusters are given by their numbers. */
interface CartProps {
  /** Where web runs. */
  readonly callers: readonly number[];
  /** Where v2 of cart runs. v1 runs in c1 and c2. */
  readonly v2: readonly number[];
  readonly distribution?: ((clusters: ThreeClusters) => Distribution) | undefined;
  readonly localities?: readonly string[];
}

/** Describes the mesh. Each cluster has a gateway. */
export function cartMesh({ callers, v2, distribution, localities }: CartProps): CartMesh {
  const mesh = new Mesh('shop');
  const add = (number: number): Cluster => {
    const locality = localities?.[number - 1];
    const gateway = GatewayAddress.parse(`192.0.2.${number}`);
    return mesh.addCluster(`c${number}`, { gateway, ...(locality !== undefined && { locality }) });
  };
  const clusters = { mesh, c1: add(1), c2: add(2), c3: add(3) };
  const { c1, c2, c3 } = clusters;
  const placesOf = (numbers: readonly number[]): readonly Cluster[] =>
    [c1, c2, c3].filter((_, index) => numbers.includes(index + 1));
  const web = mesh.addService('web', { port: 80, versions: { v1: placesOf(callers) } });
  const cart = mesh.addService('cart', {
    port: 8080,
    versions: { v1: [c1, c2], v2: placesOf(v2) },
    ...(distribution && { distribution: distribution(clusters) }),
  });
  web.calls(cart);
  return { ...clusters, cart };
}
