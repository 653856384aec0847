/**
 * The saved results of `npm run bench -- --trace`, from which docs/performance.md is written.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Amount } from './objects';
import type { Workload } from './programs/workload';

/** How long it takes to follow requests, in seconds of processor time. The medians of several runs. */
export interface TraceResult {
  readonly workload: Workload;
  /** Whether clusters have documents in common, as this library writes them; else each has a `uid`, as kubectl prints it. */
  readonly isShared: boolean;
  readonly date: string;
  readonly machine: string;
  readonly amount: Amount;
  readonly runs: number;
  /** Parsing the YAML with js-yaml alone. */
  readonly parse: number;
  /** Loading the mesh and following one request. */
  readonly first: number;
  /** Following `requests` more, in clusters and to services of which most had not been asked for anything. */
  readonly many: number;
  /** Following the same requests once more. */
  readonly again: number;
  readonly requests: number;
  /** `requestClasses`, which finds `found` requests, and `routeCoverage`, on a mesh that nobody has asked for anything yet. */
  readonly classes: number;
  readonly found: number;
  /** The memory for loading the mesh, in bytes. */
  readonly memory: number;
}

const FILE = path.join(__dirname, 'trace-results.json');

/** Reads the saved results. */
export function readTraceResults(): readonly TraceResult[] {
  return JSON.parse(fs.readFileSync(FILE, 'utf8')) as readonly TraceResult[];
}

/** Saves results in place of those before. */
export function saveTraceResults(results: readonly TraceResult[]): void {
  fs.writeFileSync(FILE, `${JSON.stringify(results, null, 2)}\n`);
}
