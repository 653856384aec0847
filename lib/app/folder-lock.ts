/**
 * Locks folders, so that runs of other processes do not write into them at the same time.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { CallSite, ConfigError, issue } from '../errors';
import { makeFolder } from './make-folder';
import { APPS } from './messages';
import { isRunning, THIS_PROCESS } from './processes';
import { writing } from './write-fault';

/** A folder in the locked folder, with a file whose name is the id of the process. No tool takes it for a manifest. */
const LOCK = '.draft-lock';

/** The lock of a folder. */
export class FolderLock {
  private constructor(
    private readonly folder: string,
    /** The outermost folder that was made for the lock. */
    private readonly made: string | undefined,
  ) {}

  /**
   * Locks a folder, which is made if it is missing.
   *
   * @param target the file that is to be written
   * @throws ConfigError if the folder cannot be written (MC188), or if a run is writing into it (MC193)
   */
  static take(folder: string, target: string): FolderLock {
    const taken = this.tryTake(folder, target);
    if (taken instanceof FolderLock) return taken;
    const what = `The folder "${folder}" must be written by one run at a time, but process ${taken} is writing into it.`;
    const fix = `Run it again when the process has ended. If the process does something else, remove "${path.join(folder, LOCK)}".`;
    throw new ConfigError([issue(APPS.MC193, { what, fix, got: folder }, CallSite.here())]);
  }

  /** Locks a folder, unless a process has the lock. Then answers the id of the process. */
  static tryTake(folder: string, target: string): FolderLock | number {
    let taken: FolderLock | undefined;
    let holder: number | undefined;
    writing(target, () => {
      taken = new FolderLock(folder, makeFolder(folder));
      try {
        holder = placeLock(folder);
      } catch (error) {
        taken.removeMade();
        throw error;
      }
    });
    if (holder !== undefined) return holder;
    return taken ?? THIS_PROCESS;
  }

  /** Gives the lock up, and removes the folders that were made for it if nothing is in them. */
  release(): void {
    try {
      fs.unlinkSync(path.join(this.folder, LOCK, String(THIS_PROCESS)));
      fs.rmdirSync(path.join(this.folder, LOCK));
    } catch {
      // the disk fails, or another process has the lock already: a folder with files in it stays
    }
    this.removeMade();
  }

  private removeMade(): void {
    if (this.made === undefined) return;
    try {
      const made = path.resolve(this.made);
      let folder = path.resolve(this.folder);
      for (; folder !== made; folder = path.dirname(folder)) fs.rmdirSync(folder);
      fs.rmdirSync(made);
    } catch {
      // something is in the folder
    }
  }
}

/** Whether a running process has the lock of a folder. Removes the lock of a process that was killed. */
export function isLocked(folder: string): boolean {
  return holderOf(folder) !== undefined;
}

/** Puts a lock into its place; answers the process that has the lock already. */
function placeLock(folder: string): number | undefined {
  const lock = path.join(folder, LOCK);
  const own = fs.mkdtempSync(path.join(folder, `.draft-${THIS_PROCESS}-`));
  try {
    fs.writeFileSync(path.join(own, String(THIS_PROCESS)), '');
    for (let tries = 1; ; tries++) {
      const holder = holderOf(folder);
      if (holder !== undefined) return holder;
      try {
        // fails if the lock of another process is there, because that folder is not empty
        fs.renameSync(own, lock);
        return undefined;
      } catch (error) {
        if (tries === MOST_TRIES) throw error;
      }
    }
  } finally {
    fs.rmSync(own, { recursive: true, force: true });
  }
}

/** How often a lock may appear and disappear. */
const MOST_TRIES = 5;

function holderOf(folder: string): number | undefined {
  const lock = path.join(folder, LOCK);
  const ids = fs.existsSync(lock) ? fs.readdirSync(lock).map(Number) : [];
  const holder = ids.find(isRunning);
  if (holder !== undefined || ids.length === 0) return holder;
  for (const id of ids) fs.rmSync(path.join(lock, String(id)), { force: true });
  try {
    fs.rmdirSync(lock);
  } catch {
    // another process has the lock now
  }
  return undefined;
}
