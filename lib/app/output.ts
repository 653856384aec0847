/**
 * The folders of apps that are written together. Until all of them are complete, nothing in them changes.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ConfigError } from '../errors';
import { Drafts } from './drafts';
import { writing } from './write-fault';
import { LIST, listFile, readList } from './written-list';

/** The folder of an app. */
export interface OutputFolder {
  readonly path: string;
  /** The name of its mesh. */
  readonly mesh: string;
  /** The texts of its files, by their names. */
  readonly files: Iterable<readonly [string, string]>;
}

/** A folder whose files are drafted. */
interface DraftedFolder extends Omit<OutputFolder, 'files'> {
  readonly drafts: Drafts;
  /** The names of its files. */
  readonly names: readonly string[];
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

  #draft({ files, ...folder }: OutputFolder): void {
    const drafts = new Drafts(folder.path);
    const names: string[] = [];
    this.#folders.push({ ...folder, drafts, names });
    for (const [name, text] of files) {
      names.push(name);
      drafts.add(name, text);
    }
  }

  /** Puts all drafts into their places, and deletes what earlier runs have written into the folders. */
  publish(): void {
    if (this.#fault !== undefined) throw this.#fault;
    for (const folder of this.#folders) {
      const earlier = readList(folder.path)?.files ?? [];
      // whatever happens from here on, each file of ours is on the list
      writeList(folder, [...earlier, ...folder.names]);
      folder.drafts.publish();
      for (const name of earlier) if (!folder.names.includes(name)) remove(path.join(folder.path, name));
      writeList(folder, folder.names);
    }
  }

  /**
   * Deletes what earlier runs have written for other clusters of a mesh than `clusters`, beside the folders of apps of the mesh.
   */
  removeOthers(mesh: string, clusters: ReadonlySet<string>): void {
    const apps = new Set(this.#folders.filter((each) => each.mesh === mesh).map((each) => path.dirname(each.path)));
    for (const app of apps)
      for (const entry of fs.readdirSync(app, { withFileTypes: true })) {
        const folder = path.join(app, entry.name);
        const list = entry.isDirectory() && !clusters.has(entry.name) ? readList(folder) : undefined;
        if (list?.mesh !== mesh) continue;
        for (const name of [...list.files, LIST]) remove(path.join(folder, name));
        if (fs.readdirSync(folder).length === 0) fs.rmdirSync(folder);
      }
  }

  /** Removes what is left of drafts. */
  discard(): void {
    for (const { drafts } of this.#folders.toReversed()) drafts.discard();
  }
}

function writeList({ path: folder, mesh }: DraftedFolder, names: readonly string[]): void {
  const list = new Drafts(folder);
  try {
    list.add(LIST, listFile({ mesh, files: [...new Set(names)] }));
    list.publish();
  } finally {
    list.discard();
  }
}

function remove(target: string): void {
  writing(target, () => {
    if (fs.statSync(target, { throwIfNoEntry: false })?.isFile() === true) fs.rmSync(target);
  });
}
