/** @module Shows that descriptions can change without losing requests, and that what they no longer have is deleted. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadResult, PodRef } from '../lab/client';
import { apply, clear, type Description, EXTRA, MESH, prune, pruneRoutes, write } from './day-two';
import { eventually, lab } from './lab';

/** web in both clusters, which calls reviews. */
const WEBS: readonly PodRef[] = [
  [1, `${MESH}/web`],
  [2, `${MESH}/web`],
];

const url = 'http://reviews:9080/';

/** Sends requests from both clusters until an action has finished. Returns the answers that no version gave. */
async function lostDuring(action: () => Promise<void>): Promise<readonly string[]> {
  const counts: LoadResult['counts'][] = [];
  const loads = WEBS.reduce(
    (inner, from) => async () => {
      const result = await lab.load({ from, url, headers: { slow: '30' }, count: Infinity }, 2, inner);
      counts.push(result.counts);
    },
    action,
  );
  await loads();
  return counts.flatMap((each) => Object.keys(each)).filter((answer) => !answer.includes(' in '));
}

/** Waits until this version answers all requests from both clusters. */
async function answers(wanted: string): Promise<void> {
  for (const from of WEBS) {
    await eventually(async () => {
      const { counts } = await lab.load({ from, url, count: 20 }, 1);
      expect(counts).toEqual({ [wanted]: 20 });
    });
  }
}

/** Applies a description in one cluster after the other. */
async function applyIn(order: readonly number[], description: Description): Promise<void> {
  write(description);
  for (const cluster of order) await apply(cluster);
}

/** Removes what a description no longer has: in one cluster after the other the routes, then everything else. */
async function remove(order: readonly number[], description: Description, wanted: string): Promise<void> {
  write(description);
  for (const cluster of order) {
    await apply(cluster);
    await pruneRoutes(cluster);
    // the time that proxies may take to learn of it
    await sleep(2000);
  }
  await answers(wanted);
  for (const cluster of order) await prune(cluster);
}

/** Applies a description and deletes everything else, in one cluster after the other. */
async function atOnce(order: readonly number[], description: Description, wanted: string): Promise<void> {
  write(description);
  for (const cluster of order) {
    await apply(cluster);
    await prune(cluster);
  }
  await answers(wanted);
}

const one: Description = { reviews: { v1: [1] }, to: ['v1'] };
const both: Description = { reviews: { v1: [1], v2: [2] }, to: ['v2', 'v1'] };

afterAll(async () => {
  for (const cluster of [1, 2]) {
    // other scenarios wait for all Deployments that they see, also for those that are deleted meanwhile
    await lab.kubectl(cluster, ['-n', MESH, 'delete', 'deployments', '--all', '--wait']);
    await lab.kubectl(cluster, ['delete', 'namespace', MESH, '--wait=false']);
  }
});

describe('with a version in each cluster', () => {
  beforeEach(async () => {
    await applyIn([2, 1], both);
    await answers('v2 in cluster2');
  });

  test('no request is lost while one is removed in steps', async () => {
    const lost = await lostDuring(async () => {
      await applyIn([2, 1], { ...both, to: ['v1', 'v2'] });
      await answers('v1 in cluster1');
      await remove([1, 2], one, 'v1 in cluster1');
    });
    expect(lost).toEqual([]);
  });

  test('control: requests are lost if it is removed at once', async () => {
    expect(await lostDuring(() => atOnce([2, 1], one, 'v1 in cluster1'))).not.toEqual([]);
  });
});

test('what a description no longer has is deleted, but neither Namespaces nor objects of others', async () => {
  const names = async (namespace: string): Promise<readonly string[]> => {
    const kinds = 'services,deployments,serviceaccounts,destinationrules,configmaps';
    const found = await lab.kubectl(1, ['-n', namespace, 'get', kinds, '-o', 'name']);
    return found.split('\n').filter((name) => /ratings|extra|reviews|mine|helm/.test(name));
  };
  await applyIn([1], { ...one, hasMore: true });
  const mine = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mine', namespace: MESH } };
  await lab.kubectl(1, ['apply', '-f', '-'], JSON.stringify(mine));
  await applyIn([1], one);
  expect(await names(MESH)).toEqual(expect.arrayContaining(['service/ratings', 'deployment.apps/ratings-v1']));
  await prune(1);
  const left = await names(MESH);
  expect(left.filter((name) => name.includes('ratings'))).toEqual([]);
  expect(left).toEqual(
    expect.arrayContaining([
      'service/reviews',
      'deployment.apps/reviews-v1',
      'configmap/mine',
      'configmap/of-a-helm-chart',
    ]),
  );
  // kubectl does not look into a namespace of which nothing is described
  expect(await names(EXTRA)).toContain('service/extra');
  await clear(1);
  expect(await names(EXTRA)).toEqual([]);
  expect(await lab.kubectl(1, ['get', 'namespaces', '-o', 'name'])).toContain(`namespace/${EXTRA}\n`);
});
