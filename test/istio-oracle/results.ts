/**
 * The saved results of `npm run trace:oracle`, from which docs/truth.md is written.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Counts } from './features';

/** A comparison of random meshes. */
export interface Run {
  readonly seed: number;
  readonly date: string;
  readonly configurations: number;
  readonly requests: number;
  readonly disagreements: number;
  /** The meshes that made Istio's control plane crash. Nothing is asked in them. */
  readonly crashes: number;
}

/** Several runs, and how many of their requests each field decided. */
export interface Results {
  readonly runs: readonly Run[];
  readonly features: Readonly<Record<string, Counts>>;
}

const FILE = path.join(__dirname, 'results.json');

/** Reads the saved results. Without the file, there are none. */
export function readResults(file = FILE): Results {
  if (!fs.existsSync(file)) return { runs: [], features: {} };
  return JSON.parse(fs.readFileSync(file, 'utf8')) as Results;
}

/**
 * Adds a run to the saved results.
 *
 * @throws if its meshes have been counted
 */
export function saveRun(run: Run, features: Results['features'], file = FILE): void {
  const saved = readResults(file);
  if (saved.runs.some(({ seed }) => seed === run.seed))
    throw new Error(`The meshes of seed ${run.seed} have been counted.`);
  const runs = [...saved.runs, run].sort((one, other) => one.seed - other.seed);
  fs.writeFileSync(file, `${JSON.stringify({ runs, features: added(saved.features, features) }, null, 2)}\n`);
}

function added(one: Results['features'], other: Results['features']): Results['features'] {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  const sum = (name: string): Counts => ({
    present: (one[name]?.present ?? 0) + (other[name]?.present ?? 0),
    decided: (one[name]?.decided ?? 0) + (other[name]?.decided ?? 0),
  });
  return Object.fromEntries(names.map((name) => [name, sum(name)]));
}
