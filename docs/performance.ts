/**
 * `npm run docs`: writes the numbers of docs/performance.md and its picture from the saved results of the benchmark.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { type Shown, SHOWN } from '../test/bench/curves';
import type { Result, Series } from '../test/bench/job';
import { readResults } from '../test/bench/results';
import { median } from '../test/bench/statistics';
import { count, ratioOf, seconds, wasBusy } from '../test/bench/table';
import { readTraceResults } from '../test/bench/trace-results';
import { pictureOf, PROGRAMS } from './performance-picture';
import { withPart } from './page-part';
import { table } from './page-table';
import { pageWithTraces } from './performance-trace';

/** The files that are written. The first one keeps what is outside of its markers. */
export const PERFORMANCE_FILES = {
  page: path.join(__dirname, 'performance.md'),
  picture: path.join(__dirname, 'images/performance.svg'),
} as const;

const BEGIN = '<!-- numbers: written by `npm run docs` from test/bench/results.json -->';
const END = '<!-- end of numbers -->';

/** The page with the numbers of these results. */
export function pageWith(page: string, results: readonly Result[]): string {
  const numbers = [
    conditionsOf(results),
    '### Time',
    ...tablesOf(results, timeOf),
    '### Memory',
    ...tablesOf(results, (series) => `${count(Math.round(median(series.map(({ mebibytes }) => mebibytes))))} MiB`),
    ...chartsOf(results),
  ];
  return withPart(page, [BEGIN, END], numbers);
}

/** When, where and with what the results were measured. */
function conditionsOf(results: readonly Result[]): string {
  const all = (texts: readonly string[]): string => new Intl.ListFormat('en').format([...new Set(texts)].sort());
  const dates = all(results.map(({ date }) => date));
  const machines = all(results.map(({ machine }) => machine));
  const isKnown = (version: string): boolean => version === 'this library' || machines.includes(version);
  const versions = all(results.map(({ version }) => version).filter((version) => !isKnown(version)));
  const busy = results.some(wasBusy)
    ? ' **The machine was busy with other work**, so the times are too long, and the factors are not exact.'
    : '';
  return `Measured on ${dates} with ${versions} on this machine: ${machines}.${busy}`;
}

type Cell = (series: readonly Series[], results: readonly Result[], name: Shown) => string;

/** A table for each distribution: a row for each size, and a column for each program. */
function tablesOf(results: readonly Result[], cell: Cell): readonly string[] {
  return (['local', 'spread'] as const).flatMap((distribution) => {
    const whole = results.filter(({ workload }) => workload.charts === 'cluster');
    const known = whole.filter(({ workload }) => workload.distribution === distribution);
    const sizes = [...new Set(known.map(({ amount }) => amount.objects))].sort((a, b) => a - b);
    const rows = sizes.map((objects) =>
      rowOf(
        known.filter(({ amount }) => amount.objects === objects),
        cell,
      ),
    );
    if (rows.length === 0) return [];
    const head = ['clusters × services', 'objects', ...SHOWN.map((name) => PROGRAMS[name].title)];
    return [`With \`distribution: '${distribution}'\`:`, table([head, ...rows])];
  });
}

function rowOf(results: readonly Result[], cell: Cell): readonly string[] {
  const [first] = results;
  if (first === undefined) return [];
  const { workload, amount } = first;
  const cells = SHOWN.map((name) => {
    const own = name === 'ours' ? results : results.filter(({ against }) => against === name);
    const series = own.flatMap(({ ours, other }) => (name === 'ours' ? [ours] : (other ?? [])));
    if (series.length > 0) return cell(series, own, name);
    const [late] = own;
    return late === undefined ? 'not run' : `more than ${late.limit} s`;
  });
  return [`${workload.clusters} × ${count(workload.services)}`, count(amount.objects), ...cells];
}

/** The time, and how many times that of this library in the same turns it is. */
function timeOf(series: readonly Series[], results: readonly Result[], name: Shown): string {
  const time = `${seconds(median(series.map((each) => each.seconds)))} s`;
  const [ratio] = results.flatMap((result) => ratioOf(result) ?? []);
  return name === 'ours' || ratio === undefined ? time : `${time} (${factor(ratio)})`;
}

function factor(ratio: number): string {
  return `${ratio.toFixed(ratio < 0.095 ? 2 : ratio < 10 ? 1 : 0)}×`;
}

/** How much longer a chart for each service takes than a chart for each cluster, for this library and for stock cdk8s. */
function chartsOf(results: readonly Result[]): readonly string[] {
  const divided = results.filter(({ workload }) => workload.charts === 'service');
  const rows = divided.map((result) => {
    const { workload, against, ours, other } = result;
    const title = against === 'cluster-charts' ? 'this library, a chart for each cluster' : PROGRAMS[against].title;
    const size = `${workload.clusters} × ${count(workload.services)}, ${workload.distribution}`;
    const time = other === null ? 'not run' : `${seconds(other.seconds)} s (${factor(other.seconds / ours.seconds)})`;
    return [size, `${seconds(ours.seconds)} s`, title, time];
  });
  if (rows.length === 0) return [];
  const head = ['clusters × services', 'a chart for each service', 'against', 'time'];
  return ['### A chart for each service', table([head, ...rows])];
}

function write(): void {
  const results = readResults();
  const page = fs.readFileSync(PERFORMANCE_FILES.page, 'utf8');
  fs.writeFileSync(PERFORMANCE_FILES.page, pageWithTraces(pageWith(page, results), readTraceResults()));
  fs.writeFileSync(PERFORMANCE_FILES.picture, pictureOf(results));
}

if (require.main === module) write();
