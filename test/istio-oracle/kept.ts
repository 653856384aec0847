/**
 * Meshes about which a subject once disagreed with Istio, made small, with what Istio says: one in each line of a file.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Configuration } from './draw/configuration';
import type { Answer } from './oracle';

/** A mesh with one request, and Istio's answer. */
export interface Kept {
  /** What it is about. */
  readonly name: string;
  readonly configuration: Configuration;
  readonly expected: readonly Answer[];
}

const FILE = path.join(__dirname, 'kept.jsonl');

export function readKept(): readonly Kept[] {
  const lines = fs.readFileSync(FILE, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Kept);
}

export function keep(kept: Kept): void {
  fs.appendFileSync(FILE, `${JSON.stringify(kept)}\n`);
}
