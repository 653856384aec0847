/**
 * Says what keeps a file from being written.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { CallSite, ConfigError, issue } from '../errors';
import { APPS } from './messages';

/** Does something to a file. Its failure becomes an error that says what keeps the file from being written (MC188). */
export function writing(target: string, action: () => void): void {
  try {
    action();
  } catch (cause) {
    throw new ConfigError([issue(APPS.MC188, { got: target, ...describe(target, cause) }, CallSite.here())], { cause });
  }
}

/** What Node.js says about an error of a file system. */
interface FileError {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly path?: unknown;
  readonly dest?: unknown;
}

/** Codes of a full disk, and of a user who may not write more onto it. */
const FULL: readonly unknown[] = ['ENOSPC', 'EDQUOT'];

function describe(target: string, cause: unknown): { readonly what: string; readonly fix?: string } {
  if (kindOf(target) === 'a folder')
    return { what: `"${target}" must be a file, but is a folder.`, fix: 'Remove the folder, or rename the chart.' };
  const nearest = nearestAbove(target);
  const kind = kindOf(nearest) ?? 'a folder';
  if (kind !== 'a folder') {
    const what = `"${nearest}" must be a folder, because manifests are written into it, but is ${kind}.`;
    return { what, fix: `Remove the ${kind === 'a file' ? 'file' : 'link'}, or give the app another "outdir".` };
  }
  const reason = reasonOf(cause);
  const error = fileErrorOf(cause);
  if (FULL.includes(error.code))
    return {
      what: `The disk of "${nearest}" must have space for the manifests, but has none left (${reason}).`,
      fix: 'Free space on it, or give the app another "outdir".',
    };
  const able = [error.path, error.dest].includes(target) ? ABLE.get(error.syscall) : undefined;
  if (able === undefined) return { what: `"${nearest}" must be a folder that can be written, but is not (${reason}).` };
  return {
    what: `"${target}" must be a file that can be ${able}, but is not (${reason}).`,
    fix: 'Change its permissions, or remove it.',
  };
}

/** What a file must allow for each call of the system that failed although its folder can be written. */
const ABLE: ReadonlyMap<unknown, string> = new Map([
  ['open', 'read'],
  ['rename', 'replaced'],
  ['unlink', 'removed'],
]);

function fileErrorOf(cause: unknown): FileError {
  return typeof cause === 'object' && cause !== null ? cause : {};
}

/** "EACCES: permission denied" of "Error: EACCES: permission denied, mkdir …": the user has never seen the name of a draft. */
function reasonOf(cause: unknown): string {
  const [reason = ''] = String(cause)
    .replace(/^Error: /, '')
    .split(',');
  return reason;
}

/** The nearest path above at which something is. */
function nearestAbove(target: string): string {
  const above = path.dirname(target);
  return kindOf(above) === undefined && above !== path.dirname(above) ? nearestAbove(above) : above;
}

/** What is at a path; undefined if nothing is there, or nothing that this process may see. */
function kindOf(target: string): 'a folder' | 'a file' | 'a link to nothing' | undefined {
  try {
    if (fs.lstatSync(target).isSymbolicLink() && !fs.existsSync(target)) return 'a link to nothing';
    return fs.statSync(target).isDirectory() ? 'a folder' : 'a file';
  } catch {
    return undefined;
  }
}
