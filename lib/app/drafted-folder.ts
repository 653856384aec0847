/**
 * What is drafted for the folder of an app. If the folder would stay the same, that is nothing.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { CallSite, ConfigError, issue } from '../errors';
import { Drafts, hasText, namesIn, removeAbandoned } from './drafts';
import { FolderLock, isLocked } from './folder-lock';
import { APPS } from './messages';
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

/** A folder that has been compared with what is to be written. */
export interface DraftedFolder {
  /** Whether it changes. It is then locked until its drafts are discarded. */
  readonly isChanged: boolean;
  /** Fails if another run has written into the folder meanwhile (MC193). */
  check: () => void;
  /** Puts the drafts into their places. */
  publish: () => void;
  /** Removes what is left of the drafts. */
  discard: () => void;
}

/** Drafts the files of a folder that differ from what is there. */
export function draftFolder({ path: folder, mesh, files }: OutputFolder): DraftedFolder {
  const texts = new Map(files);
  const isOld = (name: string): boolean => !texts.has(name);
  const names = [...texts.keys()];
  const before = stateOf(folder, names);
  const wanted = [...texts, [LIST, listFile({ mesh, files: names })] as const];
  const different = wanted.find(([name, text]) => !isSame(path.join(folder, name), text));
  const old = earlierList(folder)?.files.filter(isOld) ?? [];
  if (different === undefined && old.length === 0) return unchanged(folder, () => stateOf(folder, names) === before);
  const [target] = different ?? [LIST];
  const lock = FolderLock.take(folder, path.join(folder, target));
  try {
    // what is there may have changed before the folder was locked
    return new ChangedFolder({ folder, mesh, texts, old: earlierList(folder)?.files.filter(isOld) ?? [] }, lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function unchanged(folder: string, isStillSame: () => boolean): DraftedFolder {
  return {
    isChanged: false,
    check: () => {
      if (isStillSame() && !isLocked(folder)) return;
      const what = `The folder "${folder}" must be written by one run at a time, but another run has written into it meanwhile.`;
      throw new ConfigError([issue(APPS.MC193, { what, fix: 'Run it again.', got: folder }, CallSite.here())]);
    },
    publish: () => undefined,
    discard: () => undefined,
  };
}

/** What is written into a folder, and what is deleted there. */
interface Changes {
  readonly folder: string;
  readonly mesh: string;
  readonly texts: ReadonlyMap<string, string>;
  /** The names of files that earlier runs have written, and that are no longer written. */
  readonly old: readonly string[];
}

class ChangedFolder implements DraftedFolder {
  readonly isChanged = true;
  readonly #folder: string;
  readonly #old: readonly string[];
  readonly #lock: FolderLock;
  /** A list of all files that are ours while they are replaced, the files, and the list of those that stay, in this order. */
  readonly #steps: readonly [Drafts, Drafts, Drafts];

  /** Keeps no texts, because those of all clusters together are large. */
  constructor({ folder, mesh, texts, old }: Changes, lock: FolderLock) {
    this.#folder = folder;
    this.#old = old;
    this.#lock = lock;
    this.#steps = [new Drafts(folder), new Drafts(folder), new Drafts(folder)];
    const [ours, drafts, list] = this.#steps;
    try {
      for (const [name, text] of texts) drafts.add(name, text);
      // drafted now, because a disk that is too full for the lists must not be found when some files are replaced
      ours.add(LIST, listFile({ mesh, files: [...old, ...texts.keys()] }));
      if (old.length > 0) list.add(LIST, listFile({ mesh, files: [...texts.keys()] }));
    } catch (error) {
      this.#removeDrafts();
      throw error;
    }
  }

  check(): void {
    // nobody else writes into a locked folder
  }

  publish(): void {
    const [ours, drafts, list] = this.#steps;
    // whatever happens from here on, each file of ours is on the list
    ours.publish();
    drafts.publish();
    for (const name of this.#old) removeFile(path.join(this.#folder, name));
    list.publish();
  }

  discard(): void {
    this.#removeDrafts();
    this.#lock.release();
  }

  #removeDrafts(): void {
    for (const drafts of this.#steps) drafts.discard();
  }
}

/** What earlier runs have written into a folder. Removes the drafts of those that were killed. */
export function earlierList(folder: string): WrittenList | undefined {
  let list: WrittenList | undefined;
  writing(path.join(folder, LIST), () => {
    removeAbandoned(folder);
    list = readList(folder);
  });
  return list;
}

/** Removes a file, if it is there. */
export function removeFile(target: string): void {
  writing(target, () => {
    if (fs.statSync(target, { throwIfNoEntry: false })?.isFile() === true) fs.rmSync(target, { force: true });
  });
}

function isSame(target: string, text: string): boolean {
  let same = false;
  writing(target, () => {
    same = hasText(target, text);
  });
  return same;
}

/** What the file system says of files. A file that is replaced is another one. */
function stateOf(folder: string, names: readonly string[]): string {
  try {
    const there = namesIn(folder);
    return JSON.stringify([...names, LIST].map((name) => (there.has(name) ? statsOf(path.join(folder, name)) : [])));
  } catch {
    // whoever reads it says what is wrong
    return '';
  }
}

function statsOf(target: string): readonly number[] {
  const { ino = 0, mtimeMs = 0, size = 0 } = fs.statSync(target, { throwIfNoEntry: false }) ?? {};
  return [ino, mtimeMs, size];
}
