/**
 * Makes folders. The recursive form of Node.js never returns if a file system, such as that of /proc, denies with ENOENT.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';

/** Makes a folder and the folders that it is in. Answers the outermost one that it made; undefined if the folder was there. */
export function makeFolder(folder: string): string | undefined {
  const missing: string[] = [];
  for (let each = path.resolve(folder); !isThere(each); each = path.dirname(each)) missing.push(each);
  let first: string | undefined;
  for (const each of missing.reverse()) if (makeOne(each)) first ??= each;
  return first;
}

/** Whether a folder is there. Something else in its place is an error. */
function isThere(folder: string): boolean {
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return true;
  if (fs.existsSync(folder)) fs.mkdirSync(folder);
  return false;
}

/** Makes one folder, unless another process has just made it. */
function makeOne(folder: string): boolean {
  try {
    fs.mkdirSync(folder);
    return true;
  } catch (error) {
    if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return false;
    throw error;
  }
}
