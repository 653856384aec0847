/**
 * Writes files so that a reader sees old files or new ones, never half of one.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { writing } from './write-fault';

/** The folder of an app, and the texts of its files by their names. */
export interface OutputFolder {
  readonly path: string;
  readonly texts: ReadonlyMap<string, string>;
}

/** A file that is not yet in its place. */
interface Draft {
  readonly folder: string;
  readonly file: string;
  readonly target: string;
}

/**
 * Writes each file into a new folder beside its target. Once all are written, it renames them to their targets, and removes
 * other files with the same extension from the folders, because an earlier run wrote them.
 */
export function writeFolders(folders: readonly OutputFolder[], extension: string): void {
  const drafts: Draft[] = [];
  try {
    for (const { path: folder, texts } of folders) {
      for (const [name, text] of texts) {
        const target = path.join(folder, name);
        writing(target, () => {
          const draft = makeDraft(target);
          drafts.push(draft);
          fs.writeFileSync(draft.file, text);
        });
      }
    }
    for (const { file, target } of drafts) {
      writing(target, () => {
        fs.renameSync(file, target);
      });
    }
    for (const folder of folders) removeOthers(folder, extension);
  } finally {
    for (const { folder } of drafts) fs.rmSync(folder, { recursive: true, force: true });
  }
}

function makeDraft(target: string): Draft {
  fs.mkdirSync(path.dirname(target), { recursive: true });
  if (fs.statSync(target, { throwIfNoEntry: false })?.isDirectory()) throw new Error('a folder is in its place');
  // a new folder, so that two runs at the same time do not write to the same draft
  const folder = fs.mkdtempSync(`${target}.`);
  return { folder, file: path.join(folder, 'draft'), target };
}

function removeOthers({ path: folder, texts }: OutputFolder, extension: string): void {
  if (!fs.existsSync(folder)) return;
  const files = fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { name } of files.filter((file) => file.name.endsWith(extension) && !texts.has(file.name))) {
    const target = path.join(folder, name);
    writing(target, () => {
      fs.rmSync(target);
    });
  }
}
