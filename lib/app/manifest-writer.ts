/**
 * Writes files so that a reader sees old files or new ones, never half of one.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';

/** A file that is about to be written. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

/** Writes each file into a new folder beside its target. Once all are written, it renames them to their targets. */
export function writeFiles(files: readonly OutputFile[]): void {
  const drafts: { readonly folder: string; readonly draft: string; readonly target: string }[] = [];
  try {
    for (const { path: target, text } of files) {
      fs.mkdirSync(path.dirname(target), { recursive: true });
      if (fs.statSync(target, { throwIfNoEntry: false })?.isDirectory())
        throw new Error(`a folder is in the place of ${target}`);
      // a new folder, so that two runs at the same time do not write to the same draft
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
