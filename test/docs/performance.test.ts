/** @module Tests that docs/performance.md and its picture show the saved results of the benchmark. */
import * as fs from 'node:fs';
import { pictureOf } from '../../docs/performance-picture';
import { PERFORMANCE_FILES, pageWith } from '../../docs/performance';
import { pageWithTraces } from '../../docs/performance-trace';
import type { Name } from '../bench/against';
import type { Result, Series } from '../bench/job';
import { readResults } from '../bench/results';
import { readTraceResults, type TraceResult } from '../bench/trace-results';

const page = fs.readFileSync(PERFORMANCE_FILES.page, 'utf8');

test('the numbers and the picture are what `npm run docs` writes from the results', () => {
  expect(page).toBe(pageWith(page, readResults()));
  expect(page).toBe(pageWithTraces(page, readTraceResults()));
  expect(fs.readFileSync(PERFORMANCE_FILES.picture, 'utf8')).toBe(pictureOf(readResults()));
});

function series(seconds: number, mebibytes: number): Series {
  return { seconds, mebibytes, range: [seconds, seconds], cpu: seconds, reading: 0, runs: 5 };
}

function result(
  services: number,
  against: Name,
  other: Series | null,
  charts: 'cluster' | 'service' = 'cluster',
): Result {
  return {
    workload: { clusters: 10, services, distribution: 'local', charts },
    against,
    date: '2026-11-27',
    machine: 'a machine',
    amount: { objects: services * 72, bytes: 0 },
    version: against === 'cluster-charts' ? 'this library' : against,
    ours: series(2, 100),
    other,
    limit: 300,
  };
}

const results = [
  result(1000, 'plain', series(11, 202)),
  result(1000, 'jsonnet', null),
  result(100, 'helm', series(1.5, 65)),
  result(100, 'cluster-charts', series(1, 100), 'service'),
];

test('a size has a row, with the factor, and what was not run', () => {
  const text = pageWith(page, results).replaceAll(/ +/g, ' ');
  expect(text).toContain('| 10 × 100 | 7,200 | 2.00 s | not run | 1.50 s (0.8×) | not run | not run | not run |');
  expect(text).toContain('| 10 × 1,000 | 72,000 | 2.00 s | 11.0 s (5.5×) | not run | more than 300 s |');
  expect(text).toContain('| 10 × 1,000 | 72,000 | 100 MiB | 202 MiB | not run | more than 300 s |');
  expect(text).toContain('| 10 × 100, local | 2.00 s | this library, a chart for each cluster | 1.00 s (0.5×) |');
  expect(text).toContain('Measured on 2026-11-27 with helm, jsonnet, and plain on this machine: a machine.\n');
});

test('a small factor has a digit that is not 0', () => {
  expect(pageWith(page, [result(1000, 'floor', series(0.12, 70))])).toContain('0.12 s (0.06×)');
});

test('Node.js is named once, with the machine', () => {
  const all = results.map((each) => ({ ...each, machine: 'a machine, helm' }));
  expect(pageWith(page, all)).toContain('with jsonnet and plain on this machine: a machine, helm.');
});

test('the page says that the machine was busy', () => {
  const [first] = results;
  const busy = results.slice(0, 1).map((each) => ({ ...each, ours: { ...each.ours, cpu: 1 } }));
  expect(first).toBeDefined();
  expect(pageWith(page, busy)).toContain('**The machine was busy with other work**');
});

test('the picture has a curve for each program that was run, and logarithmic axes', () => {
  const picture = pictureOf(results);
  expect(
    [...picture.matchAll(/class="curve (\w+)" stroke="\S+" d="M\S+ [\d.]+(?:L\S+ \S+)?"/g)].map(([, name]) => name),
  ).toEqual(['ours', 'plain', 'helm', 'ours', 'plain', 'helm']);
  const ticks = [...picture.matchAll(/text-anchor="end">([\d.,]+)</g)].map(([, tick]) => tick);
  expect(ticks.slice(0, 3)).toEqual(['1', '10', '100']);
});

test('the page says how long requests take to follow', () => {
  const traced: TraceResult = {
    workload: { clusters: 10, services: 1000, distribution: 'local' },
    isShared: true,
    date: '2026-11-27',
    machine: 'a machine',
    amount: { objects: 72_020, bytes: 40 * 2 ** 20 },
    runs: 3,
    parse: 2,
    first: 2.5,
    many: 1.5,
    again: 0.5,
    requests: 10_000,
    classes: 4,
    found: 20_010,
    memory: 200 * 2 ** 20,
  };
  const text = pageWithTraces(page, [traced, { ...traced, isShared: false }]);
  expect(text).toContain(
    '10 clusters × 1,000 services, 72,020 objects, 40 MiB, as this library writes them. Measured on 2026',
  );
  expect(text).toContain('each with a `uid`, so that no two are alike. Measured on 2026-11-27 in 3 runs');
  expect(text).toContain(
    'following one request: 2.50 s, 1.25 times as long\n- Following 10,000 more requests: 1.50 s, and the same ones again: 0.50 s\n',
  );
  expect(text).toContain('finds 20,010 requests, and `routeCoverage`: 4.00 s\n');
  expect(text).toContain('200 MiB, 5.0 times the bytes of the files\n');
});
