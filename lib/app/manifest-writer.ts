/**
 * Writing files so that a reader sees the old ones or the new ones, never half of one.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';

/** A file that is about to be written. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/** Writes every file beside its place first, and only when all are written renames them into place. */
export function writeFiles(files: readonly OutputFile[]): void {
  const staged = files.map((file) => ({ ...file, draft: `${file.path}.${process.pid}.tmp` }));
  try {
    for (const { path: target, draft, text } of staged) {
      fs.mkdirSync(path.dirname(target), { recursive: true });
      if (fs.statSync(target, { throwIfNoEntry: false })?.isDirectory())
        throw new Error(`a folder is in the place of ${target}`);
      fs.writeFileSync(draft, text);
    }
    for (const { path: target, draft } of staged) fs.renameSync(draft, target);
  } finally {
    for (const { draft } of staged) fs.rmSync(draft, { force: true });
  }
}
