/**
 * Describes the mesh that many tests share.
 * @module
 */
import { type Cluster, GatewayAddress, Mesh, type MeshProps, type MeshService } from '../../lib';

/** Two clusters, east and west. web runs in east and calls cart. cart v1 runs in east, and v2 runs in west; any version is spread. */
export function shop(props: MeshProps = {}): {
  readonly mesh: Mesh;
  readonly east: Cluster;
  readonly west: Cluster;
  readonly web: MeshService<'v1'>;
  readonly cart: MeshService<'v1' | 'v2'>;
} {
  const mesh = new Mesh('shop', props);
  const east = mesh.addCluster('east', { gateway: GatewayAddress.parse('192.0.2.1') });
  const west = mesh.addCluster('west', { gateway: GatewayAddress.parse('192.0.2.2'), locality: 'eu/a' });
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  const cart = mesh.addService('cart', { port: 8080, versions: { v1: [east], v2: [west] }, distribution: 'spread' });
  web.calls(cart);
  return { mesh, east, west, web, cart };
}

interface ThreeClusters {
  readonly mesh: Mesh;
  readonly a: Cluster;
  readonly b: Cluster;
  readonly c: Cluster;
  readonly cart: MeshService<'v1' | 'v2' | 'v3'>;
}

/** web runs in a and b, and calls cart. cart v1 runs in c, v2 in a, and v3 in b. */
export function threeClusters(): ThreeClusters {
  const mesh = new Mesh('shop');
  const [a, b, c] = ['a', 'b', 'c'].map((name, n) =>
    mesh.addCluster(name, { gateway: GatewayAddress.parse(`192.0.2.${n}`) }),
  );
  if (a === undefined || b === undefined || c === undefined) throw new Error('three clusters were added');
  const web = mesh.addService('web', { port: 80, versions: { v1: [a, b] } });
  const cart = mesh.addService('cart', { port: 80, versions: { v1: [c], v2: [a], v3: [b] } });
  web.calls(cart);
  return { mesh, a, b, c, cart };
}
