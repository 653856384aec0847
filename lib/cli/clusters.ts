/**
 * Finds the manifests of each cluster.
 * @module
 */
import { readdirSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { CallSite, ConfigError, type ConfigIssue, issue, thrownText } from '../errors';
import { type ClusterManifests, readCluster } from '../manifests';
import { COMMANDS } from './messages';

/** The manifests of all clusters, and what is wrong in them. */
interface ReadClusters {
  readonly clusters: readonly ClusterManifests[];
  readonly faults: readonly ConfigIssue[];
}

/**
 * Reads the manifests of clusters: one folder that has a folder or a file for each of them, or several paths, one for each. A
 * cluster has the name of its folder or file.
 *
 * @throws ConfigError if there are none (MC220)
 */
export function readClusters(paths: readonly string[]): ReadClusters {
  const [first = '', ...others] = paths;
  const all = others.length === 0 ? clustersIn(first) : paths;
  const read = all.map((each) => readCluster(each, path.parse(each).name));
  return { clusters: read, faults: read.flatMap(({ faults }) => faults) };
}

/** The paths of the clusters in a folder. A file is the only cluster. */
function clustersIn(folder: string): readonly string[] {
  const names = entriesOf(folder);
  if (names === undefined) return [folder];
  const found = names.filter((name) => isCluster(path.join(folder, name))).sort();
  if (found.length === 0)
    throw fault(`"${folder}" must have a folder or a file of manifests for each cluster, but has none.`);
  return found.map((name) => path.join(folder, name));
}

/** The names in a folder; undefined for a file. */
function entriesOf(folder: string): readonly string[] | undefined {
  try {
    return statSync(folder).isDirectory() ? readdirSync(folder) : undefined;
  } catch (error) {
    throw fault(`"${folder}" must be readable, but is not: ${thrownText(error)}.`);
  }
}

function isCluster(entry: string): boolean {
  if (path.basename(entry).startsWith('.')) return false;
  return statSync(entry).isDirectory() || /\.(?:ya?ml|json)$/.test(entry);
}

function fault(what: string): ConfigError {
  return new ConfigError([issue(COMMANDS.MC220, { what }, CallSite.here())]);
}
