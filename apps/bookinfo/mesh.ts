/**
 * The mesh of the article: reviews v1 beside productpage in cluster1, v2 and v3 beside ratings in cluster2.
 * @module
 */
import { GatewayAddress, type IMeshService, Mesh, StringMatch } from '../../lib';

/** A new description of the mesh, and its routed service. */
export function bookinfoMesh(): { readonly mesh: Mesh; readonly reviews: IMeshService } {
  const mesh = new Mesh('bookinfo');
  const cluster1 = mesh.addCluster('cluster1', { locality: 'us-south' });
  const gateway = GatewayAddress.parse(process.env['CLUSTER2_GW_ADDR'] ?? '${CLUSTER2_GW_ADDR}');
  const cluster2 = mesh.addCluster('cluster2', { locality: 'eu-de', gateway });

  const productpage = mesh.addService('productpage', { port: 9080, versions: { v1: [cluster1] } });
  const details = mesh.addService('details', { port: 9080, versions: { v1: [cluster1] } });
  const ratings = mesh.addService('ratings', { port: 9080, versions: { v1: [cluster2] } });
  const reviews = mesh.addService('reviews', {
    port: 9080,
    versions: { v1: [cluster1], v2: [cluster2], v3: [cluster2] },
  });
  const ingress = mesh.addIngressGateway('istio-ingressgateway', {
    clusters: [cluster1],
    serviceAccountName: 'istio-ingressgateway-service-account',
  });
  ingress.calls(productpage);
  productpage.calls(details);
  productpage.calls(reviews);
  reviews.calls(ratings, { from: ['v2', 'v3'] });

  reviews.addRoute([
    {
      match: [{ headers: { 'end-user': StringMatch.exact('jason') } }],
      to: [
        { version: 'v2', weight: 50 },
        { version: 'v3', weight: 50 },
      ],
    },
    { to: [{ version: 'v1' }] },
  ]);
  return { mesh, reviews };
}
