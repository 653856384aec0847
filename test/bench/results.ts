/**
 * The saved results, from which docs/performance.md is written.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Job, Result } from './job';

/** The file of the results. */
export const RESULTS_FILE = path.join(__dirname, 'results.json');

/** Reads the saved results. */
export function readResults(): readonly Result[] {
  return JSON.parse(fs.readFileSync(RESULTS_FILE, 'utf8')) as readonly Result[];
}

/** Saves a result in place of an earlier one of the same job. */
export function saveResult(result: Result): void {
  const all = withResult(readResults(), result);
  fs.writeFileSync(RESULTS_FILE, `${JSON.stringify(all, null, 2)}\n`);
}

/** Adds a result to others, in place of an earlier one of the same job. */
export function withResult(results: readonly Result[], result: Result): readonly Result[] {
  const key = keyOf(result);
  return [...results.filter((each) => keyOf(each) !== key), result];
}

function keyOf({ workload, against }: Job): string {
  const { clusters, services, distribution, charts } = workload;
  return [clusters, services, distribution, charts, against].join(' ');
}
