/**
 * Reading manifests.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as YAML from 'yaml';

/** The objects of a YAML stream, in order. */
export function objectsIn(text: string): readonly unknown[] {
  return YAML.parseAllDocuments(text).map((document) => document.toJS() as unknown);
}

/** The files under a folder by their paths below it, in name order. */
export function filesUnder(folder: string): ReadonlyMap<string, string> {
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((file) => path.join(file.parentPath, file.name)).sort();
  return new Map(paths.map((file) => [path.relative(folder, file), fs.readFileSync(file, 'utf8')]));
}
