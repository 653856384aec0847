/**
 * Describes a mesh of three clusters that discover each other's endpoints.
 * @module
 */
import { type Distribution, Mesh, type MeshPlan, EndpointDiscovery, StringMatch } from '../../../../lib';
import { addNear } from '../near';

/**
 * productpage in cluster1 calls reviews (v1 in cluster1, v2 in cluster2 and 3, v3 in cluster3), details (cluster2), and the
 * services of `addNear`, whose distribution is given.
 */
export function discoveryPlan(distribution?: Distribution): MeshPlan {
  const mesh = new Mesh('found');
  const cluster1 = mesh.addCluster('cluster1');
  const cluster2 = mesh.addCluster('cluster2');
  const cluster3 = mesh.addCluster('cluster3');
  const namespace = 'found';
  const productpage = mesh.addService('productpage', { namespace, port: 9080, versions: { v1: [cluster1] } });
  const reviews = mesh.addService('reviews', {
    namespace,
    port: 9080,
    versions: { v1: [cluster1], v2: [cluster2, cluster3], v3: [cluster3] },
  });
  const details = mesh.addService('details', { namespace, port: 9080, versions: { v1: [cluster2] } });
  for (const service of [reviews, details]) productpage.calls(service);
  addNear(mesh, { namespace, clusters: [cluster1, cluster2, cluster3], caller: productpage, distribution });
  const is = (user: string): { headers: Record<string, StringMatch> }[] => [
    { headers: { 'end-user': StringMatch.exact(user) } },
  ];
  reviews.addRoute([
    { match: is('jason'), to: [{ version: 'v2' }] },
    { match: is('pin'), to: [{ version: 'v2', cluster: cluster3 }] },
    { match: is('kim'), to: [{ version: 'v2' }, { version: 'v3' }] },
    { to: [{ version: 'v1' }] },
  ]);
  return mesh.plan(new EndpointDiscovery());
}
