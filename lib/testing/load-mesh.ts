/**
 * Loads meshes for tests.
 * @module
 */
import type { ClusterApp } from '../app';
import { readClusters } from '../cli/clusters';
import { ConfigError } from '../errors';
import { type ClusterManifests, Documents, readManifests } from '../manifests';
import { type MeshFacts, TracedMesh } from '../trace';

/**
 * Loads a mesh whose requests a test follows: from the manifests in a folder, with a folder or a file for each cluster, or from
 * apps, which need not be written.
 *
 * @param source the folder, or the apps of all clusters
 * @param facts what the manifests do not tell
 * @throws ConfigError if manifests cannot be read (MC200 to MC205, MC220, MC224), or if something is wrong with the apps or the
 * facts (MC213, MC218, MC219, MC222)
 * @example
 * const mesh = loadMesh(bookinfoApps());
 * expect(mesh).toServe({ from: 'cluster1/productpage', to: 'http://details:9080/details/0' });
 */
export function loadMesh(source: string | Iterable<ClusterApp>, facts: MeshFacts = {}): TracedMesh {
  const { clusters, faults } = typeof source === 'string' ? readClusters([source]) : readApps(source);
  if (faults.length > 0) throw new ConfigError(faults);
  return new TracedMesh(clusters, facts);
}

function readApps(apps: Iterable<ClusterApp>): ReturnType<typeof readClusters> {
  const documents = new Documents();
  const read = [...apps].map((app) => {
    const { name } = app.plan.cluster;
    return { name, ...readManifests(app.synthYaml(), name, documents) };
  });
  const clusters: readonly ClusterManifests[] = read;
  return { clusters, faults: read.flatMap(({ faults }) => faults) };
}
