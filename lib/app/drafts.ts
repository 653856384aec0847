/**
 * Files that are written beside their targets and take their places later, so that a reader sees old files or new ones, never half
 * of one.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { isLocked } from './folder-lock';
import { isRunning, THIS_PROCESS } from './processes';
import { writing } from './write-fault';

/** The start of the names of folders with drafts. The id of the process follows. */
const DRAFTS = '.draft-';

/** The drafts of a folder. */
export class Drafts {
  readonly #targets = new Map<string, string>();
  #folder: string | undefined;
  /** What was in the folder before the first draft. Asking once is cheaper than asking for each of many new files. */
  #before: ReadonlySet<string> | undefined;

  constructor(private readonly path: string) {}

  /** Writes the draft of a file, unless the file has the same text already. Its folder exists. */
  add(name: string, text: string): void {
    const target = path.join(this.path, name);
    writing(target, () => {
      this.#before ??= namesIn(this.path);
      if (this.#before.has(name) && hasText(target, text)) return;
      this.#folder ??= fs.mkdtempSync(path.join(this.path, `${DRAFTS}${THIS_PROCESS}-`));
      // a name without an extension: should a killed process leave it behind, nothing takes it for a manifest
      const draft = path.join(this.#folder, String(this.#targets.size));
      this.#targets.set(draft, target);
      fs.writeFileSync(draft, text);
    });
  }

  /** Puts the drafts into their places. */
  publish(): void {
    for (const [draft, target] of this.#targets) {
      writing(target, () => {
        fs.renameSync(draft, target);
      });
    }
  }

  /** Removes what is left of the drafts. */
  discard(): void {
    try {
      if (this.#folder !== undefined) fs.rmSync(this.#folder, { recursive: true, force: true });
    } catch {
      // the disk fails: then the error of the work itself matters, and the next run removes drafts
    }
  }
}

/** Removes the drafts and the lock in a folder whose processes were killed. */
export function removeAbandoned(folder: string): void {
  isLocked(folder);
  for (const name of namesIn(folder)) {
    const [, id] = /^\.draft-(\d+)-/.exec(name) ?? [];
    if (id !== undefined && !isRunning(Number(id)))
      fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

/** The names of what is in a folder; none if it is missing. */
export function namesIn(folder: string): ReadonlySet<string> {
  return new Set(fs.existsSync(folder) ? fs.readdirSync(folder) : []);
}

/** Whether a file has this text. Throws if a folder is in its place. */
export function hasText(target: string, text: string): boolean {
  const stats = fs.statSync(target, { throwIfNoEntry: false });
  if (stats?.isDirectory() === true) throw new Error('a folder is in its place');
  return stats?.size === Buffer.byteLength(text) && fs.readFileSync(target).equals(Buffer.from(text));
}
