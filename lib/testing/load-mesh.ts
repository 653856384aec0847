/**
 * Loads meshes for tests.
 * @module
 */
import type { ClusterApp } from '../app';
import { readClusters } from '../cli/clusters';
import { CallSite, ConfigError, issue, valueText } from '../errors';
import { type ClusterManifests, Documents, readManifests } from '../manifests';
import { type MeshFacts, TracedMesh } from '../trace';
import { MATCHES } from './messages';
import { readFacts } from './read-facts';
import { isIterable } from './read-request';

/**
 * Loads a mesh whose requests a test follows: from manifests, or from apps, which need not be written.
 *
 * @param source a folder with a folder for each cluster; or a path for each cluster; or the apps of all clusters. A folder that
 * has only files is one cluster
 * @param facts what the manifests do not tell
 * @throws ConfigError if manifests cannot be read (MC200 to MC205, MC220, MC224), or if something is wrong with the source (MC229),
 * the apps or the facts (MC035, MC213, MC218, MC219, MC222, MC233, MC238)
 * @example
 * const mesh = loadMesh('dist/bookinfo');
 * expect(mesh).toServe({ from: 'cluster1/productpage', to: 'http://details:9080/details/0' });
 */
export function loadMesh(source: string | Iterable<string> | Iterable<ClusterApp>, facts: MeshFacts = {}): TracedMesh {
  const { apps, paths } = readSource(source);
  const known = readFacts(facts);
  const { clusters, faults } = apps.length > 0 ? readApps(apps) : readClusters(paths);
  if (faults.length > 0) throw new ConfigError(faults);
  return TracedMesh.of(clusters, known);
}

interface Source {
  readonly apps: readonly ClusterApp[];
  readonly paths: readonly string[];
}

/** Reads what a mesh is loaded from (MC229). */
function readSource(source: unknown): Source {
  if (typeof source === 'string') return { apps: [], paths: [source] };
  const all = isIterable(source) ? [...source] : undefined;
  const paths = all?.filter((each) => typeof each === 'string') ?? [];
  const apps = all?.filter(isApp) ?? [];
  if (all !== undefined && (paths.length === all.length || apps.length === all.length)) return { apps, paths };
  const what = `loadMesh must get a folder, a path for each cluster or the apps of all clusters, but gets ${valueText(all ?? source)}.`;
  throw new ConfigError([issue(MATCHES.MC229, { what, got: all ?? source }, CallSite.here())]);
}

/** Whether a value is an app. Its class may be of another copy of the library. */
function isApp(value: unknown): value is ClusterApp {
  return typeof value === 'object' && value !== null && 'synthYaml' in value && 'plan' in value;
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
