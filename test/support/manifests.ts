/**
 * Reads manifests from text and from folders.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as YAML from 'yaml';

/** Parses the objects of a YAML stream, in order. */
export function objectsIn(text: string): readonly unknown[] {
  return YAML.parseAllDocuments(text).map((document) => document.toJS() as unknown);
}

/** Reads the files under a folder, by their relative paths in name order. */
export function filesUnder(folder: string): ReadonlyMap<string, string> {
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((file) => path.join(file.parentPath, file.name)).sort();
  return new Map(paths.map((file) => [path.relative(folder, file), fs.readFileSync(file, 'utf8')]));
}
