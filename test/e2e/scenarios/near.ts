/**
 * Adds services that run in the cluster of one caller and in another cluster.
 * @module
 */
import type { Cluster, Distribution, Mesh, MeshService } from '../../../lib';

/** Where the services are. */
export interface NearProps {
  readonly namespace: string;
  readonly clusters: readonly [Cluster, Cluster, Cluster];
  /** The caller in cluster1. */
  readonly caller: MeshService<'v1'>;
  /** The distribution of both services, if it is not the default. */
  readonly distribution?: Distribution | undefined;
}

/**
 * Adds near, whose v1 runs in cluster1 and cluster2, and either, whose v1 runs in cluster1 and v2 in cluster2. near has a route,
 * and either has none. The caller in cluster1 and web in cluster3 call both.
 */
export function addNear(mesh: Mesh, { namespace, clusters, caller, distribution }: NearProps): void {
  const [cluster1, cluster2, cluster3] = clusters;
  const web = mesh.addService('web', { namespace, port: 9080, versions: { v1: [cluster3] } });
  const common = { namespace, port: 9080, ...(distribution && { distribution }) };
  const near = mesh.addService('near', { ...common, versions: { v1: [cluster1, cluster2] } });
  const either = mesh.addService('either', { ...common, versions: { v1: [cluster1], v2: [cluster2] } });
  near.addRoute([{ to: [{ version: 'v1' }] }]);
  for (const service of [near, either]) {
    caller.calls(service);
    web.calls(service);
  }
}
