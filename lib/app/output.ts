/**
 * The folders of apps that are written together. Until all of them are complete, nothing in them changes.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ConfigError } from '../errors';
import { type DraftedFolder, draftFolder, earlierList, type OutputFolder, removeFile } from './drafted-folder';
import { FolderLock } from './folder-lock';
import type { WholeMesh } from './whole-mesh';
import { LIST } from './written-list';

/** Writes the folders of apps. */
export class Output {
  readonly #folders: DraftedFolder[] = [];

  /** What kept a file from being drafted. */
  #fault: ConfigError | undefined;

  /** Drafts the files of a folder that differ from what is there. What keeps it from doing so is thrown when publishing. */
  draft(folder: OutputFolder): void {
    try {
      if (this.#fault === undefined) this.#folders.push(draftFolder(folder));
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      this.#fault = error;
    }
  }

  /**
   * Puts all drafts into their places, and deletes what earlier runs have written into the folders. For meshes that are written
   * whole, it also deletes what they have written for clusters that the mesh no longer has. Of several runs at once, one fails
   * (MC193), because all that it writes must fit together.
   */
  publish(meshes: readonly WholeMesh[]): void {
    if (this.#fault !== undefined) throw this.#fault;
    if (this.#folders.some(({ isChanged }) => isChanged)) for (const folder of this.#folders) folder.check();
    for (const folder of this.#folders) folder.publish();
    for (const mesh of meshes) removeOthers(mesh);
  }

  /** Removes what is left of drafts. */
  discard(): void {
    // the last comes first, because the first may have made a folder that holds others
    for (const folder of this.#folders.toReversed()) folder.discard();
  }
}

function removeOthers({ app, mesh, clusters }: WholeMesh): void {
  for (const entry of fs.readdirSync(app, { withFileTypes: true })) {
    // not through links, which may lead to the folder of a cluster that stays
    if (!entry.isDirectory() || clusters.has(entry.name)) continue;
    const folder = path.join(app, entry.name);
    if (!isListed(folder) || earlierList(folder)?.mesh !== mesh) continue;
    const lock = FolderLock.tryTake(folder, path.join(folder, LIST));
    // what another run is writing is not of an earlier one
    if (!(lock instanceof FolderLock)) continue;
    const list = earlierList(folder);
    if (list?.mesh === mesh) for (const name of [...list.files, LIST]) removeFile(path.join(folder, name));
    lock.release();
    if (fs.readdirSync(folder).length === 0) fs.rmdirSync(folder);
  }
}

/** Whether a folder has a list. A folder that this process may not look into has none. */
function isListed(folder: string): boolean {
  try {
    return fs.readdirSync(folder).includes(LIST) && fs.statSync(path.join(folder, LIST)).isFile();
  } catch {
    return false;
  }
}
