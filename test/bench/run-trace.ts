/**
 * Measures how long it takes to follow requests through a mesh, against parsing its YAML with js-yaml alone.
 * @module
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { stopIfInterrupted } from './interruption';
import { machine } from './machine';
import { manifestsIn } from './objects';
import type { Workload } from './programs/workload';
import { median } from './statistics';
import type { TraceResult } from './trace-results';
import type { Workspace } from './workspace';

/** What a run of the programs prints. */
type Run = Pick<TraceResult, 'parse' | 'first' | 'many' | 'again' | 'requests' | 'classes' | 'found' | 'memory'> & {
  /** The share of the rules that the requests of `requestClasses` follow. */
  readonly share: number;
};

/** Runs the programs in turns: on what this library writes, and on the same objects with a `uid` each. */
export async function runTrace(workload: Workload, runs: number, space: Workspace): Promise<readonly TraceResult[]> {
  const { inputs, amount } = space.write({ ...workload, charts: 'cluster' });
  const unlike = space.empty('unlike');
  copyWithUids(inputs.written, unlike);
  const results: TraceResult[] = [];
  for (const folder of [inputs.written, unlike]) {
    const all: Run[] = [];
    for (let turn = 0; turn < runs; turn += 1) {
      await stopIfInterrupted();
      all.push(runOnce(inputs.programs, folder, workload.services));
    }
    const middle = (key: keyof Run): number => Number(median(all.map((run) => run[key])).toFixed(3));
    results.push({
      workload,
      isShared: folder === inputs.written,
      date: new Date().toISOString().slice(0, 10),
      machine: machine(),
      amount: { ...amount, bytes: bytesBelow(folder) },
      runs,
      parse: middle('parse'),
      first: middle('first'),
      many: middle('many'),
      again: middle('again'),
      requests: middle('requests'),
      classes: middle('classes'),
      found: middle('found'),
      memory: middle('memory'),
    });
  }
  return results;
}

function runOnce(programs: string, folder: string, services: number): Run {
  const program = (name: string, ...args: readonly string[]): object =>
    JSON.parse(execFileSync(process.execPath, [path.join(programs, name), ...args], { encoding: 'utf8' })) as object;
  const run = { ...program('parse-yaml.js', folder), ...program('follow.js', folder, String(services)) } as Run;
  if (run.share !== 1) throw new Error(`The requests follow only ${run.share} of the rules.`);
  return run;
}

function copyWithUids(from: string, to: string): void {
  for (const cluster of fs.readdirSync(from)) {
    fs.mkdirSync(path.join(to, cluster));
    for (const file of manifestsIn(path.join(from, cluster))) {
      const text = fs.readFileSync(path.join(from, cluster, file), 'utf8');
      const unlike = text.replaceAll(/^metadata:$/gm, () => `metadata:\n  uid: ${randomUUID()}`);
      fs.writeFileSync(path.join(to, cluster, file), unlike);
    }
  }
}

function bytesBelow(folder: string): number {
  const files = fs
    .readdirSync(folder)
    .flatMap((cluster) => manifestsIn(path.join(folder, cluster)).map((file) => path.join(folder, cluster, file)));
  return files.reduce((sum, file) => sum + fs.statSync(file).size, 0);
}

/** The lines that the benchmark prints for a result. */
export function traceLines({ isShared, amount, parse, ...result }: TraceResult): string {
  const { first, many, again, requests, classes, found, memory } = result;
  return [
    `${isShared ? 'as this library writes them' : 'with a uid in each object'}: ${amount.objects} objects, ${(amount.bytes / 1e6).toFixed(1)} MB`,
    `one request ${first.toFixed(2)} s, js-yaml alone ${parse.toFixed(2)} s, ratio ${(first / parse).toFixed(2)}`,
    `${requests} requests ${many.toFixed(2)} s, once more ${again.toFixed(2)} s, ${found} request classes and their coverage ${classes.toFixed(2)} s`,
    `memory ${Math.round(memory / 2 ** 20)} MiB, ${(memory / amount.bytes).toFixed(1)} times the bytes`,
  ].join('\n');
}
