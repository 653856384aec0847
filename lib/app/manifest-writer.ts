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

/**
 * Writes every file into a folder of its own beside its place first, and only when all are written renames them into place.
 */
export function writeFiles(files: readonly OutputFile[]): void {
  const drafts: { readonly folder: string; readonly draft: string; readonly target: string }[] = [];
  try {
    for (const { path: target, text } of files) {
      fs.mkdirSync(path.dirname(target), { recursive: true });
      if (fs.statSync(target, { throwIfNoEntry: false })?.isDirectory())
        throw new Error(`a folder is in the place of ${target}`);
      // a new folder, so that two runs at once do not write one draft
      const folder = fs.mkdtempSync(`${target}.`);
      const draft = path.join(folder, 'draft');
      drafts.push({ folder, draft, target });
      fs.writeFileSync(draft, text);
    }
    for (const { draft, target } of drafts) fs.renameSync(draft, target);
  } finally {
    for (const { folder } of drafts) fs.rmSync(folder, { recursive: true, force: true });
  }
}
