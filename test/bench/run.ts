/**
 * The benchmark, `npm run bench`. `npm run bench -- --help` lists its options.
 * @module
 */
import { holdSignals, interruption, stopIfInterrupted } from './interruption';
import { HELP, type Options, readOptions } from './options';
import { saveResult } from './results';
import { runJob } from './run-job';
import { runTrace, traceLines } from './run-trace';
import { tableOf } from './table';
import { saveTraceResults } from './trace-results';
import { Workspace } from './workspace';

async function run({ jobs, traces, runs, limit, isSaved }: Options): Promise<void> {
  holdSignals();
  const space = new Workspace();
  try {
    for (const [index, job] of jobs.entries()) {
      if (index > 0) console.log();
      await stopIfInterrupted();
      const result = await runJob(job, runs, limit, space);
      if (isSaved) saveResult(result);
      console.log(tableOf(result));
    }
    for (const workload of traces) {
      const results = await runTrace(workload, runs, space);
      if (isSaved) saveTraceResults(results);
      console.log(results.map(traceLines).join('\n\n'));
    }
  } finally {
    space.remove();
  }
}

async function main(): Promise<void> {
  try {
    const options = readOptions(process.argv.slice(2));
    if (options === undefined) console.log(HELP);
    else await run(options);
  } catch (error) {
    process.exitCode = await interruption();
    // an interrupted program fails too, but that is no news
    if (process.exitCode !== undefined) return;
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

void main();
