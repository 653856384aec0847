/** @module A request takes the same work in a mesh of any size. */
import { ClusterApp, ClusterChart } from '../../lib';
import { loadMesh } from '../../lib/testing';
import { trace, type TracedMesh } from '../../lib/trace';
import { planWorkload } from '../bench/programs/workload';
import { visits } from './visits';

function meshOf(services: number): TracedMesh {
  const { clusters } = planWorkload({ clusters: 3, services, distribution: 'local' });
  return loadMesh(
    clusters.map((plan) => {
      const app = new ClusterApp({ name: 'bench', plan });
      new ClusterChart(app, 'bench', { container: ({ name }) => ({ name, image: 'example.com/a' }) });
      return app;
    }),
  );
}

/** How many values a request looks at, through gateways of other clusters, when other requests were there before. */
function work(services: number): number {
  const mesh = meshOf(services);
  const statusesOf = (service: number): readonly number[] => {
    const request = {
      from: `c0/svc-${service}-v1`,
      to: `http://svc-${service}:8080/`,
      headers: { 'end-user': 'jason' },
    };
    return trace(mesh, request).map(({ status }) => status);
  };
  expect([1, 2].map(statusesOf)).toEqual([
    [200, 200],
    [200, 200],
  ]);
  return visits(() => statusesOf(4));
}

test('a request looks at as many values in a mesh of 100 services as in one of 10', () => {
  const few = work(10);
  expect(few).toBeGreaterThan(100);
  expect(work(100)).toBe(few);
});

test('what a program looks at is counted', () => {
  const values = [1, 2, 3];
  const known = new Map(values.map((value) => [value, value]));
  expect(visits(() => values.filter((value) => value > 1))).toBe(3);
  expect(visits(() => known.get(2))).toBe(0);
  expect(
    visits(() => {
      known.forEach(() => undefined);
    }),
  ).toBe(3);
  expect(
    visits(() => {
      for (const [key] of known) if (key === 4) return;
    }),
  ).toBeGreaterThanOrEqual(3);
});
