/**
 * Finds the manifests of each cluster.
 * @module
 */
import { readdirSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { CallSite, ConfigError, type ConfigIssue, issue, type Message, unreadableText } from '../errors';
import { type ClusterManifests, Documents, readCluster } from '../manifests';
import { COMMANDS } from './messages';

/** The manifests of all clusters, and what is wrong in them. */
interface ReadClusters {
  readonly clusters: readonly ClusterManifests[];
  readonly faults: readonly ConfigIssue[];
}

/**
 * Reads the manifests of clusters: one folder that has a folder for each of them, with files beside these for others, or a path for
 * each. A folder that has only files is one cluster. A cluster has the name of its folder or file.
 *
 * @throws ConfigError if there are none (MC220), or two clusters have the same name (MC224)
 */
export function readClusters(paths: readonly string[]): ReadClusters {
  const [first, ...others] = paths;
  if (first === undefined)
    throw fault(COMMANDS.MC220, 'The manifests of at least one cluster must be given, but none are.');
  const all = others.length === 0 ? clustersIn(first) : paths;
  const named = all.map((each) => ({ each, name: nameOf(each) }));
  for (const [index, { each, name }] of named.entries()) {
    const before = named.slice(0, index).find((other) => other.name === name);
    if (before === undefined) continue;
    const what = `Each cluster must have a name of its own, but "${before.each}" and "${each}" are both "${name}".`;
    throw fault(COMMANDS.MC224, what);
  }
  const documents = new Documents();
  const read = named.map(({ each, name }) => readCluster(each, name, documents));
  return { clusters: read, faults: read.flatMap(({ faults }) => faults) };
}

/** The name of a folder, such as `.`, or of a file: cdk8s ends the names of files with `.k8s.yaml`. */
function nameOf(entry: string): string {
  const { base, name } = path.parse(path.resolve(entry));
  return isFolder(entry) ? base : name.replace(/\.k8s$/, '');
}

/** The paths of the clusters in a folder. A file is the only cluster, and so is a folder of files. */
function clustersIn(folder: string): readonly string[] {
  const names = entriesOf(folder);
  if (names === undefined) return [folder];
  const found = names.filter((name) => isCluster(path.join(folder, name))).sort();
  if (found.length === 0)
    throw fault(
      COMMANDS.MC220,
      `"${folder}" must have a folder or a file of manifests for each cluster, but has none.`,
    );
  const paths = found.map((name) => path.join(folder, name));
  return paths.some(isFolder) ? paths : [folder];
}

/** The names in a folder; undefined for a file. */
function entriesOf(folder: string): readonly string[] | undefined {
  try {
    return statSync(folder).isDirectory() ? readdirSync(folder) : undefined;
  } catch (error) {
    throw fault(COMMANDS.MC220, `"${folder}" must be readable, but ${unreadableText(error)}.`);
  }
}

function isCluster(entry: string): boolean {
  if (path.basename(entry).startsWith('.')) return false;
  // a link whose target is missing is read as a file, which says so
  return /\.(?:ya?ml|json)$/.test(entry) || isFolder(entry);
}

function isFolder(entry: string): boolean {
  return statSync(entry, { throwIfNoEntry: false })?.isDirectory() === true;
}

function fault(message: Message, what: string): ConfigError {
  return new ConfigError([issue(message, { what }, CallSite.here())]);
}
