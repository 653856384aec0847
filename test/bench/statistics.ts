/**
 * What is computed from several runs.
 * @module
 */
import type { Series } from './job';
import type { Measurement } from './measure';

/** A run, and the seconds that the program took to read its input. */
export interface Run extends Measurement {
  readonly reading: number;
}

/** The middle value. Of an even number of values, it is the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

/** The medians of several runs. */
export function seriesOf(runs: readonly Run[]): Series {
  const seconds = runs.map((run) => run.seconds);
  const rounded = (value: number): number => Number(value.toFixed(3));
  return {
    seconds: rounded(median(seconds)),
    range: [rounded(Math.min(...seconds)), rounded(Math.max(...seconds))],
    cpu: rounded(median(runs.map((run) => run.cpu))),
    mebibytes: Math.round(median(runs.map((run) => run.mebibytes))),
    reading: rounded(median(runs.map((run) => run.reading))),
    runs: runs.length,
  };
}
