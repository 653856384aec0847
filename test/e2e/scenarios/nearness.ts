/**
 * Shows which clusters serve which caller of the services in `near.ts`.
 * @module
 */
import type { PodRef } from '../lab/client';
import { byPlace, expectShares } from './answers';
import { eventually, lab } from './lab';
import type { Applied, ClusterObjects } from './objects';

/** Which objects have these services. */
export interface NearObjects {
  readonly namespace: string;
  readonly app: Applied;
  readonly byDefault: ClusterObjects;
  /** The objects under the distribution "spread". */
  readonly spread: ClusterObjects;
}

/** Declares the tests of these services. They end with the objects by default. */
export function testNear({ namespace, app, byDefault, spread }: NearObjects): void {
  const [first, third] = [
    [1, `${namespace}/productpage`],
    [3, `${namespace}/web`],
  ] as const satisfies readonly PodRef[];

  /** Expects that the clusters share the requests of a caller equally. Versions are named as in cluster2. */
  async function expectServed(from: PodRef, clusters: readonly (1 | 2)[]): Promise<void> {
    await lab.closeConnections(from);
    const shares = (version: string): Readonly<Record<string, number>> =>
      Object.fromEntries(
        clusters.map((cluster) => [`${cluster === 1 ? 'v1' : version} in cluster${cluster}`, 1 / clusters.length]),
      );
    const count = 400;
    const [near, either] = await Promise.all(
      ['near', 'either'].map((service) => lab.ask({ from, url: `http://${service}:9080/`, count })),
    );
    expectShares(byPlace(near ?? []), shares('v1'));
    expectShares(byPlace(either ?? []), shares('v2'));
  }

  describe('by default, with a version in the cluster of one caller and in another cluster,', () => {
    test('the caller is served in its own cluster alone, with and without a route', () => expectServed(first, [1]));

    test('a caller in a third cluster is served by both', () => eventually(() => expectServed(third, [1, 2])));

    test('control: under "spread", both clusters serve the caller', async () => {
      await app.start(spread);
      await eventually(() => expectServed(first, [1, 2]));
      await app.start(byDefault);
    });
  });
}
