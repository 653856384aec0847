/**
 * Measures this library against one program.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { CONTENDERS } from './against';
import { clustersOf } from './against/contender';
import { oursCommand } from './against/ours';
import { differenceOf } from './compare';
import { stopIfInterrupted } from './interruption';
import type { Job, Result } from './job';
import { machine } from './machine';
import { type Command, measure } from './measure';
import { textsBelow } from './objects';
import { type Run, seriesOf } from './statistics';
import type { Workspace } from './workspace';

/** A program that takes longer is run once only. Its runs differ little. */
const SLOW_SECONDS = 60;

/**
 * Runs both programs, in turns.
 *
 * @throws if their objects differ
 */
export async function runJob(job: Job, runs: number, limit: number, space: Workspace): Promise<Result> {
  const { inputs, amount } = space.write(job.workload);
  const other = await CONTENDERS[job.against]({ ...inputs, scratch: space.empty(`for-${job.against}`) });
  const runOurs = (): Run =>
    must(run((out) => [oursCommand(inputs, job.workload.charts, out)], space.empty('ours'), undefined));
  const runOther = (out: string, seconds?: number): Run | undefined => run(other.commands, out, other.reading, seconds);

  // also warms the caches of the machine, so neither run counts
  const compared = space.empty('other');
  const first = runOther(compared, limit);
  if (first !== undefined) compareFolders(inputs.written, compared, clustersOf(job.workload));
  const ours: Run[] = [];
  const theirs: Run[] = [];
  for (let turn = 0; turn < turnsOf(first, runs); turn += 1) {
    await stopIfInterrupted();
    // whoever is second may find a busier or hotter machine
    if (turn % 2 === 0) ours.push(runOurs());
    if (first !== undefined) theirs.push(must(runOther(space.empty('other'))));
    if (turn % 2 === 1) ours.push(runOurs());
  }
  return {
    ...job,
    date: new Date().toISOString().slice(0, 10),
    machine: machine(),
    amount,
    version: other.version,
    ours: seriesOf(ours),
    other: first === undefined ? null : seriesOf(theirs),
    limit,
  };
}

function turnsOf(first: Run | undefined, runs: number): number {
  return first === undefined || first.seconds > SLOW_SECONDS ? 1 : runs;
}

/** Measures commands, without the time that the program says it took to read its input. */
function run(
  commands: (out: string) => readonly Command[],
  out: string,
  readingFile: string | undefined,
  limit?: number,
): Run | undefined {
  const measured = measure(commands(out), limit);
  if (measured === undefined) return undefined;
  const reading = readingFile === undefined ? 0 : Number(fs.readFileSync(readingFile, 'utf8'));
  return { ...measured, seconds: measured.seconds - reading, reading };
}

function must(run: Run | undefined): Run {
  if (run === undefined) throw new Error('A program took too long.');
  return run;
}

function compareFolders(ours: string, theirs: string, clusters: readonly string[]): void {
  for (const cluster of clusters) {
    const difference = differenceOf(textsBelow(path.join(ours, cluster)), textsBelow(path.join(theirs, cluster)));
    if (difference !== undefined) throw new Error(`The objects of cluster ${cluster} differ: ${difference}.`);
  }
}
