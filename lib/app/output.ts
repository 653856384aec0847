/**
 * The folders of apps that are written together. Until all of them are complete, nothing in them changes.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ConfigError } from '../errors';
import { Drafts, removeAbandoned } from './drafts';
import type { WholeMesh } from './whole-mesh';
import { writing } from './write-fault';
import { LIST, listFile, readList, type WrittenList } from './written-list';

/** The folder of an app. */
export interface OutputFolder {
  readonly path: string;
  /** The name of its mesh. */
  readonly mesh: string;
  /** The texts of its files, by their names. */
  readonly files: Iterable<readonly [string, string]>;
}

/** A folder whose files are drafted. */
interface DraftedFolder {
  readonly path: string;
  /** A list of all files that are ours while they are replaced, the files, and the list of those that stay, in this order. */
  readonly steps: readonly [Drafts, Drafts, Drafts];
  /** The names of files that earlier runs have written, and that are no longer written. */
  readonly old: string[];
}

/** Writes the folders of apps. */
export class Output {
  readonly #folders: DraftedFolder[] = [];

  /** What kept a file from being drafted. */
  #fault: ConfigError | undefined;

  /** Drafts the files of a folder that differ from what is there. What keeps it from doing so is thrown when publishing. */
  draft(folder: OutputFolder): void {
    try {
      if (this.#fault === undefined) this.#draft(folder);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      this.#fault = error;
    }
  }

  #draft({ path: folder, mesh, files }: OutputFolder): void {
    const steps = [new Drafts(folder), new Drafts(folder), new Drafts(folder)] as const;
    const old: string[] = [];
    this.#folders.push({ path: folder, steps, old });
    const [ours, drafts, list] = steps;
    const names = new Set<string>();
    for (const [name, text] of files) {
      names.add(name);
      drafts.add(name, text);
    }
    old.push(...(earlierList(folder)?.files ?? []).filter((name) => !names.has(name)));
    // drafted now, because a disk that is too full for the lists must not be found when some files are replaced
    ours.add(LIST, listFile({ mesh, files: [...old, ...names] }));
    list.add(LIST, listFile({ mesh, files: [...names] }));
  }

  /**
   * Puts all drafts into their places, and deletes what earlier runs have written into the folders. For meshes that are written
   * whole, it also deletes what they have written for clusters that the mesh no longer has.
   */
  publish(meshes: readonly WholeMesh[]): void {
    if (this.#fault !== undefined) throw this.#fault;
    for (const { path: folder, steps, old } of this.#folders) {
      const [ours, drafts, list] = steps;
      // whatever happens from here on, each file of ours is on the list
      ours.publish();
      drafts.publish();
      for (const name of old) remove(path.join(folder, name));
      list.publish();
    }
    for (const mesh of meshes) removeOthers(mesh);
  }

  /** Removes what is left of drafts. */
  discard(): void {
    // the lists come first, because the drafts of files may have made the folder
    for (const { steps } of this.#folders.toReversed())
      for (const drafts of [steps[2], steps[0], steps[1]]) drafts.discard();
  }
}

/** What earlier runs have written into a folder. Removes the drafts of those that were killed. */
function earlierList(folder: string): WrittenList | undefined {
  let list: WrittenList | undefined;
  writing(path.join(folder, LIST), () => {
    removeAbandoned(folder);
    list = readList(folder);
  });
  return list;
}

function removeOthers({ app, mesh, clusters }: WholeMesh): void {
  for (const entry of fs.readdirSync(app, { withFileTypes: true })) {
    // not through links, which may lead to the folder of a cluster that stays
    if (!entry.isDirectory() || clusters.has(entry.name)) continue;
    const folder = path.join(app, entry.name);
    const list = isListed(folder) ? earlierList(folder) : undefined;
    if (list?.mesh !== mesh) continue;
    for (const name of [...list.files, LIST]) remove(path.join(folder, name));
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

function remove(target: string): void {
  writing(target, () => {
    // another run may remove it at the same time
    if (fs.statSync(target, { throwIfNoEntry: false })?.isFile() === true) fs.rmSync(target, { force: true });
  });
}
