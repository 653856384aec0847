/**
 * What is measured, and what came out.
 * @module
 */
import type { Name } from './against';
import type { Measurement } from './measure';
import type { Amount } from './objects';
import type { Workload } from './programs/workload';

/** A workload, and the charts that it is divided into. */
export interface ChartedWorkload extends Workload {
  readonly charts: 'cluster' | 'service';
}

/** A workload to measure, and a program to measure this library against. */
export interface Job {
  readonly workload: ChartedWorkload;
  readonly against: Name;
}

/** What several runs of a program took. */
export interface Series extends Measurement {
  /** The fastest and the slowest run, in seconds. `seconds` is the median. */
  readonly range: readonly [number, number];
  readonly runs: number;
  /** The seconds for reading the given input, which `seconds` does not contain. */
  readonly reading: number;
}

/** The result of a job. */
export interface Result extends Job {
  readonly date: string;
  readonly machine: string;
  readonly amount: Amount;
  readonly version: string;
  readonly ours: Series;
  /** Null if the program took longer than `limit` seconds. */
  readonly other: Series | null;
  readonly limit: number;
}
