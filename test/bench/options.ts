/**
 * The options of `npm run bench`.
 * @module
 */
import { parseArgs } from 'node:util';
import { isContender, NAMES, type Name } from './against';
import type { Job } from './job';
import type { Workload } from './programs/workload';
import { SUITE, TRACED } from './suite';

/** What to print for `--help`. */
export const HELP = `npm run bench -- [options]

Measures how long this library takes to describe, plan, verify and write a mesh, against other programs that write the same
objects. Version v1 of every service runs in every cluster, v2 and v3 in one cluster each. Processes are measured as a whole, in
turns. Before that, the objects of both programs are compared.

  --clusters <number>       clusters, 2 to 254 (default: 10)
  --services <number>       services (default: 100)
  --distribution <name>     local or spread: where v1 gets requests from (default: local)
  --charts <name>           cluster or service: what has a chart of its own (default: cluster)
  --against <name>          ${NAMES.join(', ')} (default: plain); can be repeated
                            cluster-charts is this library with a chart for each cluster
  --runs <number>           runs of each program; the median counts (default: 5)
  --trace                   measures how long requests take to follow instead, against parsing the YAML with js-yaml alone, in
                            processor time; --charts, --against and --limit do not count
  --limit <seconds>         a program that takes longer counts as not run (default: 300)
  --save                    saves the results in test/bench/results.json, or trace-results.json; then run npm run docs
  --all                     runs everything that docs/performance.md shows, which takes about two hours; use it with --save
  --help                    prints this text`;

/** What to measure, and how. */
export interface Options {
  readonly jobs: readonly Job[];
  /** The meshes whose requests are followed. */
  readonly traces: readonly Workload[];
  readonly runs: number;
  readonly limit: number;
  readonly isSaved: boolean;
}

/**
 * Reads the options.
 *
 * @returns undefined if the help is asked for
 * @throws if an option is wrong
 */
export function readOptions(args: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      clusters: { type: 'string', default: '10' },
      services: { type: 'string', default: '100' },
      distribution: { type: 'string', default: 'local' },
      charts: { type: 'string', default: 'cluster' },
      against: { type: 'string', multiple: true, default: ['plain'] },
      runs: { type: 'string', default: '5' },
      trace: { type: 'boolean', default: false },
      limit: { type: 'string', default: '300' },
      save: { type: 'boolean', default: false },
      all: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const size = {
    clusters: number('clusters', values.clusters, 2, 254),
    services: number('services', values.services, 1),
    distribution: choice('distribution', values.distribution, ['local', 'spread']),
  };
  const workload = { ...size, charts: choice('charts', values.charts, ['cluster', 'service']) };
  const jobs = values.against.map((name) => ({ workload, against: contender(name) }));
  return {
    jobs: values.all ? SUITE : values.trace ? [] : jobs,
    traces: values.all ? TRACED : values.trace ? [size] : [],
    runs: number('runs', values.runs, 1),
    limit: number('limit', values.limit, 1),
    isSaved: values.save,
  };
}

function number(option: string, text: string, least: number, most = 1_000_000): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(`--${option} must be an integer from ${least} to ${most}, but is ${text}.`);
}

function choice<T extends string>(option: string, text: string, allowed: readonly T[]): T {
  const value = allowed.find((each) => each === text);
  if (value === undefined) throw new Error(`--${option} must be ${allowed.join(' or ')}, but is ${text}.`);
  return value;
}

function contender(text: string): Name {
  if (isContender(text)) return text;
  throw new Error(`--against must be one of ${NAMES.join(', ')}, but is ${text}.`);
}
