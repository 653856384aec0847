/**
 * Runs programs and measures them.
 * @module
 */
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { PYTHON } from '../e2e/build/build';

/** A program with its arguments, and the file that its output goes to. */
export interface Command {
  readonly argv: readonly string[];
  readonly stdout: string;
}

/** What a run of commands took. */
export interface Measurement {
  /** From the start of the first program to the end of the last one. */
  readonly seconds: number;
  /** The processor time of all of them. It can be more than `seconds`, because some use several threads. */
  readonly cpu: number;
  /** The peak memory (resident set) of the largest one. */
  readonly mebibytes: number;
}

interface Report extends Measurement {
  readonly status: number;
  readonly isOver: boolean;
  readonly errors: string;
}

/** No program may run longer, in seconds. */
const A_DAY = 86_400;

/**
 * Runs commands one after another.
 *
 * @returns what they took, or undefined if they took longer than the limit in seconds. The running one is then stopped
 * @throws if one of them fails
 */
export function measure(commands: readonly Command[], limit = A_DAY): Measurement | undefined {
  const { stdout, stderr, status } = spawnSync(PYTHON, [path.join(__dirname, 'measure.py')], {
    input: JSON.stringify({ commands, limit }),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${PYTHON} failed: ${stderr}`);
  const report = JSON.parse(stdout) as Report;
  if (report.isOver) return undefined;
  if (report.status !== 0) throw new Error(`A program of the benchmark failed: ${report.errors}`);
  const { seconds, cpu, mebibytes } = report;
  return { seconds, cpu, mebibytes };
}
