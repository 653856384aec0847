/**
 * What the work of is measured.
 * @module
 */
import { ClusterApp, ClusterChart } from '../../../lib';
import { loadMesh } from '../../../lib/testing';
import { trace, type TracedMesh } from '../../../lib/trace';
import { planWorkload } from '../../bench/programs/workload';

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

/** Asks through gateways of other clusters, after other requests were there. Each call sends a request of its own. */
export function ask(services: number): () => void {
  const mesh = meshOf(services);
  let next = 1;
  const one = (): void => {
    const request = { from: `c0/svc-${next}-v1`, to: `http://svc-${next}:8080/`, headers: { 'end-user': 'jason' } };
    next++;
    const statuses = trace(mesh, request).map(({ status }) => status);
    if (statuses.join() !== '200,200') throw new Error(`svc-${next - 1} answers ${statuses.join()}`);
  };
  one();
  one();
  return one;
}

/** Takes as many turns as it is told, without a function of the language. */
export function plainLoop(turns: number): number {
  let sum = 0;
  for (let turn = 0; turn < turns; turn++) sum += turn;
  return sum;
}
