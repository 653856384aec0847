/**
 * A mesh in which versions run in several clusters, and callers try again.
 * @module
 */
import { Mesh, SniAddressing } from '../../../lib';
import { addClusters } from './clusters';
import { type ClusterObjects, synthesized } from './objects';

/**
 * web, in clusters 1 and 2, calls reviews, which is spread over clusters 2 and 3, details, which runs beside both callers and fails
 * over, and only, which is in cluster 3 alone.
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
  const retries = { attempts: 5, perTryTimeout: '1s', retryOn: 'idempotent' } as const;
  for (const service of [reviews, details, only]) web.calls(service);
  reviews.addRoute([{ to: [{ version: 'v1' }], retries }]);
  details.addRoute([{ to: [{ version: 'v2' }], retries }]);
  return synthesized(mesh.plan(new SniAddressing()));
}
