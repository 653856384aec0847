/**
 * Reads manifests from text and from folders.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as YAML from 'yaml';
import { LIST } from '../../lib/app/written-list';

/** Parses the objects of a YAML stream, in order. */
export function objectsIn(text: string): readonly unknown[] {
  return YAML.parseAllDocuments(text).map((document) => document.toJS() as unknown);
}

/** Reads the files under a folder, by their relative paths in name order, without the lists of what was written. */
export function filesUnder(folder: string): ReadonlyMap<string, string> {
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const manifests = files.filter(({ name }) => name !== LIST);
  const paths = manifests.map((file) => path.join(file.parentPath, file.name)).sort();
  return new Map(paths.map((file) => [path.relative(folder, file), fs.readFileSync(file, 'utf8')]));
}
