/** @module Tests what the benchmark computes and prints. */
import type { Result } from './job';
import { withResult } from './results';
import { median, seriesOf } from './statistics';
import { tableOf } from './table';

const result: Result = {
  workload: { clusters: 10, services: 1000, distribution: 'local', charts: 'cluster' },
  against: 'plain',
  date: '2026-11-27',
  machine: 'a machine',
  amount: { objects: 62_020, bytes: 35_120_000 },
  version: 'cdk8s 2.70.106',
  ours: { seconds: 2.5, range: [2.25, 2.75], cpu: 3.5, mebibytes: 240, reading: 0, runs: 5 },
  other: { seconds: 13.14, range: [12.5, 14], cpu: 14.25, mebibytes: 202, reading: 0.31, runs: 5 },
  limit: 300,
};

test('the median is the value in the middle, or the mean of the two in the middle', () => {
  expect(median([30, 1, 2])).toBe(2);
  expect(median([4, 30, 1, 2])).toBe(3);
  expect(median([7])).toBe(7);
});

test('a series has the medians of its runs', () => {
  const run = { cpu: 2, mebibytes: 80.4, reading: 0.1 };
  expect(seriesOf([1.23456, 5, 1].map((seconds) => ({ ...run, seconds })))).toEqual({
    seconds: 1.235,
    range: [1, 5],
    cpu: 2,
    mebibytes: 80,
    reading: 0.1,
    runs: 3,
  });
});

test('the table has a row for each program, and the ratio is its last line', () => {
  expect(`\n${tableOf(result)}\n`).toBe(`
10 clusters, 1,000 services, local, a chart per cluster: 62,020 objects, 35.1 MB
                          time  fastest  slowest  processor  reading   memory  runs
ours                    2.50 s   2.25 s   2.75 s     3.50 s        -  240 MiB     5
plain (cdk8s 2.70.106)  13.1 s   12.5 s   14.0 s     14.3 s   0.31 s  202 MiB     5
ours 2.50 s, plain 13.1 s, ratio 5.26, memory ours 240 MiB, plain 202 MiB
`);
});

test('the table says that a program took too long', () => {
  expect(
    tableOf({ ...result, other: null })
      .split('\n')
      .slice(-2),
  ).toEqual([
    'plain (cdk8s 2.70.106)       -        -        -          -        -        -     -',
    'ours 2.50 s, plain not run (more than 300 s), memory ours 240 MiB',
  ]);
});

test('a saved result replaces the earlier one of the same job only', () => {
  const [helm, newer] = [
    { ...result, against: 'helm' as const },
    { ...result, date: '2026-11-28' },
  ];
  expect(withResult([result, helm], newer)).toEqual([helm, newer]);
});
