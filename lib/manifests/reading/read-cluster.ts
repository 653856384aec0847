/**
 * Reads the manifests of a cluster from files.
 * @module
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { issue, unreadableText } from '../../errors';
import type { ManifestObject } from '../manifest-object';
import { MANIFESTS } from '../messages';
import { decoded } from './decode';
import { Documents } from './documents';
import { type ManifestFault, readManifests } from './read-manifests';

/** The manifests of a cluster. */
export interface ClusterManifests {
  /** The name of the cluster. */
  readonly name: string;
  /** All its objects, in the order of the files. */
  readonly objects: readonly ManifestObject[];
}

/** The manifests of a cluster as they were read from files, with what is wrong in the files. */
interface ReadCluster extends ClusterManifests {
  readonly faults: readonly ManifestFault[];
}

/**
 * Reads a file of manifests, or all files of a folder and the folders in it whose names end in `.yaml`, `.yml` or `.json`, sorted
 * by their paths. A path without manifests is a fault (MC205).
 *
 * @param folderOrFile The path of the folder or the file. Places of objects begin with it.
 * @param name The name of the cluster.
 * @param documents The documents that were read before, of other clusters. Those that are alike are not read again.
 * @example
 * const { objects, faults } = readCluster('dist/cluster1', 'cluster1');
 */
export function readCluster(folderOrFile: string, name: string, documents = new Documents()): ReadCluster {
  const objects: ManifestObject[] = [];
  const faults: ManifestFault[] = [];
  for (const file of filesOf(folderOrFile, faults)) {
    const bytes = attempt(file, faults, () => readFileSync(file));
    const read = bytes && readManifests(decoded(bytes), file, documents);
    // no spread, which fails for very many
    for (const object of read?.objects ?? []) objects.push(object);
    for (const fault of read?.faults ?? []) faults.push(fault);
  }
  return { name, objects, faults };
}

function filesOf(folderOrFile: string, faults: ManifestFault[]): readonly string[] {
  const found = attempt(folderOrFile, faults, () => {
    if (!statSync(folderOrFile).isDirectory()) return [folderOrFile];
    return [...filesIn(folderOrFile, [])].sort();
  });
  if (found?.length === 0) {
    const what = `A folder of manifests must have a file whose name ends in .yaml, .yml or .json, but "${folderOrFile}" has none.`;
    faults.push(issue(MANIFESTS.MC205, { what }, folderOrFile));
  }
  return found ?? [];
}

/**
 * The files of manifests in a folder and the folders in it. A link to a folder that it is in is not followed.
 *
 * @param above the folders that it is in
 */
function filesIn(folder: string, above: readonly string[]): readonly string[] {
  const { dev, ino } = statSync(folder);
  const self = `${dev} ${ino}`;
  if (above.includes(self)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const each = path.join(folder, entry.name);
    const isManifests = /\.(?:ya?ml|json)$/.test(entry.name);
    // a link whose target is missing is of interest only if it would be read
    const isRead = isManifests || !entry.isSymbolicLink() || statSync(each, { throwIfNoEntry: false }) !== undefined;
    const found = isRead && entry.isSymbolicLink() ? statSync(each) : entry;
    if (found.isDirectory()) return filesIn(each, [...above, self]);
    return isManifests && found.isFile() ? [each] : [];
  });
}

/** What a function returns; a fault and undefined if it throws, as a missing file makes it. */
function attempt<T>(file: string, faults: ManifestFault[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const what = `Manifests must be readable, but "${file}" ${unreadableText(error)}.`;
    faults.push(issue(MANIFESTS.MC205, { what }, file));
    return undefined;
  }
}
