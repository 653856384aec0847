/**
 * What `npm run bench -- --all` measures: the numbers of docs/performance.md.
 * @module
 */
import type { Name } from './against';
import type { ChartedWorkload, Job } from './job';
import type { Workload } from './programs/workload';

const SIZES = [
  [2, 10],
  [2, 100],
  [10, 100],
  [10, 1000],
] as const;

/** The meshes whose requests are followed. */
export const TRACED: readonly Workload[] = [{ clusters: 10, services: 1000, distribution: 'local' }];

/** How many clusters times services a program gets at most. A larger mesh would take it hours. */
const MOST: Partial<Readonly<Record<Name, number>>> = { kustomize: 1000, jsonnet: 10_000 };

/** All jobs, the small ones first. */
export const SUITE: readonly Job[] = [
  ...SIZES.flatMap(([clusters, services]) => [
    ...jobs({ clusters, services, distribution: 'local', charts: 'cluster' }),
    ...jobs({ clusters, services, distribution: 'spread', charts: 'cluster' }),
  ]),
  ...jobs({ clusters: 10, services: 1000, distribution: 'local', charts: 'service' }, ['cluster-charts', 'plain']),
  ...jobs({ clusters: 50, services: 1000, distribution: 'local', charts: 'cluster' }, ['plain', 'helm', 'floor']),
];

function jobs(
  workload: ChartedWorkload,
  names: readonly Name[] = ['plain', 'helm', 'kustomize', 'jsonnet', 'floor'],
): readonly Job[] {
  const size = workload.clusters * workload.services;
  return names.filter((name) => size <= (MOST[name] ?? size)).map((against) => ({ workload, against }));
}
