/**
 * Bookinfo on today's Istio: the article's mesh with the default scheme, and the sample's ingress in cluster1.
 * @module
 */
import { bookinfoContainer, ClusterApp, ClusterChart, SniAddressing } from '../../lib';
import { BookinfoIngress } from './ingress';
import { bookinfoMesh } from './mesh';

/** One app per cluster. */
export function bookinfo(): readonly ClusterApp[] {
  const { mesh } = bookinfoMesh();
  return mesh.plan(new SniAddressing()).clusters.map((plan) => {
    const app = new ClusterApp({ name: 'bookinfo', plan });
    new ClusterChart(app, 'bookinfo', { container: bookinfoContainer });
    if (plan.cluster.name === 'cluster1') new BookinfoIngress(app, 'ingress');
    return app;
  });
}
