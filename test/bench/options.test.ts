/** @module Tests the options of `npm run bench`. */
import { HELP, readOptions } from './options';
import { SUITE, TRACED } from './suite';

test('without options, a mesh of 10 clusters and 100 services is measured against stock cdk8s', () => {
  expect(readOptions([])).toEqual({
    jobs: [{ workload: { clusters: 10, services: 100, distribution: 'local', charts: 'cluster' }, against: 'plain' }],
    traces: [],
    runs: 5,
    limit: 300,
    isSaved: false,
  });
});

test('every option is read', () => {
  const size = ['--clusters', '2', '--services', '30', '--distribution', 'spread', '--charts', 'service'];
  const workload = { clusters: 2, services: 30, distribution: 'spread', charts: 'service' };
  const how = ['--runs', '3', '--limit', '60', '--save'];
  expect(readOptions([...size, '--against', 'helm', '--against', 'floor', ...how])).toEqual({
    jobs: [
      { workload, against: 'helm' },
      { workload, against: 'floor' },
    ],
    traces: [],
    runs: 3,
    limit: 60,
    isSaved: true,
  });
  const traced = { clusters: 2, services: 30, distribution: 'spread' };
  expect(readOptions([...size, '--trace'])).toMatchObject({ jobs: [], traces: [traced] });
  expect(readOptions(['--all'])).toMatchObject({ jobs: SUITE, traces: TRACED });
  expect(readOptions(['--help'])).toBe(undefined);
});

test('the help names every option', () => {
  const options = [
    'clusters',
    'services',
    'distribution',
    'charts',
    'against',
    'runs',
    'trace',
    'limit',
    'save',
    'all',
    'help',
  ];
  expect([...HELP.matchAll(/^ {2}--(\w+)/gm)].map(([, name]) => name)).toEqual(options);
});

test.each([
  [['--clusters', '1'], '--clusters must be an integer from 2 to 254, but is 1.'],
  [['--services', 'many'], '--services must be an integer from 1 to 1000000, but is many.'],
  [['--runs', '2.5'], '--runs must be an integer from 1 to 1000000, but is 2.5.'],
  [['--distribution', 'failover'], '--distribution must be local or spread, but is failover.'],
  [['--charts', 'app'], '--charts must be cluster or service, but is app.'],
  [
    ['--against', 'kcl'],
    '--against must be one of plain, helm, kustomize, jsonnet, floor, cluster-charts, but is kcl.',
  ],
  [['--size', '1'], "Unknown option '--size'"],
])('%j is an error', (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});
