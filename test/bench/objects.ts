/**
 * The objects that this library has written, as JSON for programs that are given them.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { textsIn } from './compare';

/** An object of Kubernetes. */
export interface ManifestObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly namespace?: string; readonly name: string };
}

/** How much was written. */
export interface Amount {
  readonly objects: number;
  readonly bytes: number;
}

/** The names of the manifests in a folder. This library also keeps a list of them there. */
export function manifestsIn(folder: string): readonly string[] {
  return fs.readdirSync(folder).filter((file) => /\.(ya?ml|json)$/.test(file));
}

/** Reads the texts of the objects in all manifests of a folder. */
export function textsBelow(folder: string): readonly string[] {
  const files = manifestsIn(folder).map((file) => path.join(folder, file));
  return files.flatMap((file) => textsIn(file, fs.readFileSync(file, 'utf8')));
}

/** Writes a JSON file for each folder of manifests: a list of objects for each file in it. */
export function exportObjects(from: string, to: string): Amount {
  let [objects, bytes] = [0, 0];
  for (const cluster of fs.readdirSync(from)) {
    const charts = manifestsIn(path.join(from, cluster)).map((file) => {
      const content = fs.readFileSync(path.join(from, cluster, file), 'utf8');
      const values = textsIn(file, content).map((text) => parse(text) as ManifestObject);
      objects += values.length;
      bytes += Buffer.byteLength(content);
      return [file.replace('.k8s.yaml', ''), values] as const;
    });
    fs.writeFileSync(path.join(to, `${cluster}.json`), JSON.stringify(Object.fromEntries(charts)));
  }
  return { objects, bytes };
}

/** Reads all objects of one of these files. */
export function readObjects(file: string): readonly ManifestObject[] {
  const charts = JSON.parse(fs.readFileSync(file, 'utf8')) as Readonly<Record<string, readonly ManifestObject[]>>;
  return Object.values(charts).flat();
}
