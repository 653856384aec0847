/**
 * Describes a mesh for failover: versions run in several clusters, and callers retry.
 * @module
 */
import { Mesh, SniAddressing } from '../../../lib';
import { addClusters } from './clusters';
import { type ClusterObjects, synthesized } from './objects';

/**
 * web runs in clusters 1 and 2, and calls four services. reviews is spread over clusters 2 and 3. details runs in clusters 1
 * and 2 and fails over. only runs in cluster 3. either v1 runs in cluster 1 and v2 in cluster 2; its rule is for any version.
 */
export function failover(): ClusterObjects {
  const mesh = new Mesh('failover');
  const [cluster1, cluster2, cluster3] = addClusters(mesh, (number) => ({ locality: `region${number}/zone${number}` }));
  const common = { namespace: 'failover', port: 9080 };
  const web = mesh.addService('web', { ...common, versions: { v1: [cluster1, cluster2] } });
  const reviews = mesh.addService('reviews', { ...common, versions: { v1: [cluster2, cluster3] } });
  const details = mesh.addService('details', {
    ...common,
    versions: { v2: [cluster1, cluster2] },
    distribution: 'failover',
  });
  const only = mesh.addService('only', { ...common, versions: { v1: [cluster3] } });
  const either = mesh.addService('either', {
    ...common,
    versions: { v1: [cluster1], v2: [cluster2] },
    distribution: { failover: [cluster1, cluster2] },
  });
  const retries = { attempts: 5, perTryTimeout: '1s', retryOn: 'idempotent' } as const;
  for (const service of [reviews, details, only, either]) web.calls(service);
  reviews.addRoute([{ to: [{ version: 'v1' }], retries }]);
  details.addRoute([{ to: [{ version: 'v2' }], retries }]);
  either.addRoute([{ retries }]);
  return synthesized(mesh.plan(new SniAddressing()));
}
