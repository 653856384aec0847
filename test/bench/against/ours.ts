/**
 * This library.
 * @module
 */
import * as path from 'node:path';
import type { Command } from '../measure';
import type { Contender, Inputs } from './contender';

/** The command that describes, plans, verifies and writes a workload. The folder `out` must have the name of an app. */
export function oursCommand(
  { workload, programs, scratch }: Inputs,
  charts: 'cluster' | 'service',
  out: string,
): Command {
  const job = JSON.stringify({ ...workload, charts });
  return { argv: [process.execPath, path.join(programs, 'ours.js'), job, out], stdout: path.join(scratch, 'stdout') };
}

/** This library with a chart for each cluster, against which charts for each service are measured. */
export const clusterCharts: Contender = (inputs) =>
  Promise.resolve({ version: 'this library', commands: (out) => [oursCommand(inputs, 'cluster', out)] });
