/**
 * Files that are written beside their targets and take their places later, so that a reader sees old files or new ones, never half
 * of one.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { writing } from './write-fault';

/** The start of the names of folders with drafts. The id of the process follows. */
const DRAFTS = '.draft-';

/** The drafts of a folder. */
export class Drafts {
  readonly #targets = new Map<string, string>();
  #folder: string | undefined;
  /** The outermost folder that was made for the drafts. */
  #made: string | undefined;

  constructor(private readonly path: string) {}

  /** Writes the draft of a file, unless the file has the same text already. */
  add(name: string, text: string): void {
    const target = path.join(this.path, name);
    const bytes = Buffer.from(text);
    writing(target, () => {
      if (hasBytes(target, bytes)) return;
      this.#made ??= fs.mkdirSync(this.path, { recursive: true });
      this.#folder ??= fs.mkdtempSync(path.join(this.path, `${DRAFTS}${process.pid}-`));
      // a name without an extension: should a killed process leave it behind, nothing takes it for a manifest
      const draft = path.join(this.#folder, String(this.#targets.size));
      this.#targets.set(draft, target);
      fs.writeFileSync(draft, bytes);
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

  /** Removes what is left of the drafts, and the folders that were made for them if nothing is in them. */
  discard(): void {
    try {
      if (this.#folder !== undefined) fs.rmSync(this.#folder, { recursive: true, force: true });
      if (this.#made === undefined) return;
      const made = path.resolve(this.#made);
      let folder = path.resolve(this.path);
      for (; folder !== made; folder = path.dirname(folder)) fs.rmdirSync(folder);
      fs.rmdirSync(made);
    } catch {
      // something is in the folder, or the disk fails: then the error of the work itself matters, and the next run removes drafts
    }
  }
}

/** Removes the drafts in a folder whose processes were killed. */
export function removeAbandoned(folder: string): void {
  for (const name of fs.existsSync(folder) ? fs.readdirSync(folder) : []) {
    const [, id] = /^\.draft-(\d+)-/.exec(name) ?? [];
    if (id !== undefined && !isRunning(Number(id)))
      fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

/** Whether a file has these bytes. Throws if a folder is in its place. */
function hasBytes(target: string, bytes: Buffer): boolean {
  const stats = fs.statSync(target, { throwIfNoEntry: false });
  if (stats?.isDirectory() === true) throw new Error('a folder is in its place');
  return stats?.size === bytes.length && fs.readFileSync(target).equals(bytes);
}

/** Whether a process is running. Another user's process may not be asked, but is running. */
function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return !(typeof error === 'object' && error !== null && 'code' in error && error.code === 'ESRCH');
  }
}
