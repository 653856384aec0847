/**
 * The article, word for word. Today's Istio answers its calls across clusters with 503; see apps/bookinfo.
 * @module
 */
import { Article2019, bookinfoContainer, ClusterApp, ClusterChart, type ContainerOf } from '../../lib';
import { bookinfoMesh } from '../bookinfo/mesh';

const container: ContainerOf = (service, version) =>
  bookinfoContainer(service, version, { repository: 'istio', tag: '1.10.0' });

/** One app per cluster. */
export function article2019(): readonly ClusterApp[] {
  const { mesh, reviews } = bookinfoMesh();
  const scheme = new Article2019({ vips: new Map([[reviews, '240.0.0.3']]) });
  return mesh.plan(scheme).clusters.map((plan) => {
    const app = new ClusterApp({ name: 'article-2019', plan });
    new ClusterChart(app, 'bookinfo', { container });
    return app;
  });
}
