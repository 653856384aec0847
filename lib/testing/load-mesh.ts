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
 * Loads a mesh whose requests a test follows: from manifests, or from apps, which need not be written.
 *
 * @param source a folder with a folder or a file for each cluster; or a path for each cluster; or the apps of all clusters. A folder
 * without folders is one cluster
 * @param facts what the manifests do not tell
 * @throws ConfigError if manifests cannot be read (MC200 to MC205, MC220, MC224), or if something is wrong with the apps or the
 * facts (MC213, MC218, MC219, MC222)
 * @example
 * const mesh = loadMesh(bookinfoApps());
 * expect(mesh).toServe({ from: 'cluster1/productpage', to: 'http://details:9080/details/0' });
 */
export function loadMesh(source: string | Iterable<string> | Iterable<ClusterApp>, facts: MeshFacts = {}): TracedMesh {
  const all = typeof source === 'string' ? [source] : [...source];
  const apps = all.filter((each) => typeof each !== 'string');
  const paths = all.filter((each) => typeof each === 'string');
  const { clusters, faults } = apps.length > 0 ? readApps(apps) : readClusters(paths);
  if (faults.length > 0) throw new ConfigError(faults);
  return TracedMesh.of(clusters, facts);
}

function readApps(apps: readonly ClusterApp[]): ReturnType<typeof readClusters> {
  const documents = new Documents();
  const read = apps.map((app) => {
    const { name } = app.plan.cluster;
    return { name, ...readManifests(app.synthYaml(), name, documents) };
  });
  const clusters: readonly ClusterManifests[] = read;
  return { clusters, faults: read.flatMap(({ faults }) => faults) };
}
