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

function describe(target: string, cause: unknown): { readonly what: string; readonly fix?: string } {
  if (isFolder(target) === true)
    return { what: `"${target}" must be a file, but is a folder.`, fix: 'Remove the folder, or rename the chart.' };
  const nearest = nearestAbove(target);
  if (isFolder(nearest) === false) {
    const what = `"${nearest}" must be a folder, because manifests are written into it, but is a file.`;
    return { what, fix: 'Remove the file, or give the app another "outdir".' };
  }
  // "Error: EACCES: permission denied, mkdir …" without the name of a draft, which the user has never seen
  const [reason = ''] = String(cause)
    .replace(/^Error: /, '')
    .split(',');
  return { what: `"${nearest}" must be a folder that can be written, but is not (${reason}).` };
}

/** The nearest path above that exists. */
function nearestAbove(target: string): string {
  const above = path.dirname(target);
  return isFolder(above) === undefined && above !== path.dirname(above) ? nearestAbove(above) : above;
}

/** Whether a path is a folder; undefined if nothing is there. */
function isFolder(target: string): boolean | undefined {
  try {
    return fs.statSync(target).isDirectory();
  } catch {
    return undefined;
  }
}
