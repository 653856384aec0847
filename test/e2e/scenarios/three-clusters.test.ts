/** @module Shows calls to versions in other clusters, in several clusters, and in one cluster that a rule names. */
import { type Distribution, type HttpMatch, Mesh, SniAddressing, StringMatch } from '../../../lib';
import type { Answer } from '../lab/client';
import { PROXY_CONTAINER, REVISION } from '../lab/injector';
import { analyze, onlyElsewhere } from './analyze';
import { byPlace, byVersion, expectShares } from './answers';
import { addClusters } from './clusters';
import { eventually, lab } from './lab';
import { addNear } from './near';
import { testNear } from './nearness';
import { Applied, changed, type ClusterObjects, synthesized } from './objects';
import { rejections } from './proxies';

const FROM = [1, 'three/productpage'] as const;

/**
 * The caller runs in cluster1. reviews v1 runs in cluster1, 2.0.6 in cluster2 and 3, V_3 in cluster3; details runs in cluster2. The
 * caller also calls the services of `addNear`, whose distribution is given.
 */
function manifests(distribution?: Distribution): ClusterObjects {
  const mesh = new Mesh('three', { revision: REVISION });
  const [cluster1, cluster2, cluster3] = addClusters(mesh);
  const namespace = 'three';
  const productpage = mesh.addService('productpage', { namespace, port: 9080, versions: { v1: [cluster1] } });
  const versions = { v1: [cluster1], '2.0.6': [cluster2, cluster3], V_3: [cluster3] } as const;
  const reviews = mesh.addService('reviews', { namespace, port: 9080, versions });
  const details = mesh.addService('details', { namespace, port: 9080, versions: { v1: [cluster2] } });
  for (const service of [reviews, details]) productpage.calls(service);
  addNear(mesh, { namespace, clusters: [cluster1, cluster2, cluster3], caller: productpage, distribution });
  const is = (user: string): readonly [HttpMatch] => [{ headers: { 'end-user': StringMatch.exact(user) } }];
  reviews.addRoute([
    { match: is('jason'), to: [{ version: '2.0.6' }] },
    { match: is('kim'), to: [{ version: '2.0.6' }, { version: 'V_3' }] },
    {
      match: is('lee'),
      to: [
        { version: '2.0.6', cluster: cluster2, weight: 2 },
        { version: '2.0.6', cluster: cluster3, weight: 1 },
        { version: 'V_3', weight: 1 },
      ],
    },
    { to: [{ version: 'v1' }] },
  ]);
  return synthesized(mesh.plan(new SniAddressing()));
}

const objects = manifests();
const app = new Applied();

async function ask(count: number, user: string): Promise<readonly Answer[]> {
  await lab.closeConnections(FROM);
  return lab.ask({ from: FROM, url: 'http://reviews:9080/', headers: { 'end-user': user }, count });
}

/** Calls details, and waits at most one second for each answer. */
async function askDetails(count: number): Promise<readonly Answer[]> {
  return lab.ask({ from: FROM, url: 'http://details:9080/', options: ['-m', '1'], count });
}

beforeAll(() => app.start(objects));
afterAll(() => app.become({}));

test('a version in two other clusters is served by both', async () => {
  await eventually(async () => {
    const {
      '2.0.6 in cluster2': second = 0,
      '2.0.6 in cluster3': third = 0,
      ...others
    } = byPlace(await ask(60, 'jason'));
    expect(others).toEqual({});
    expect(Math.min(second, third)).toBeGreaterThan(10);
  });
});

test('versions share requests by weight, no matter how many clusters run each', async () => {
  expectShares(byVersion(await ask(800, 'kim')), { '2.0.6': 0.5, V_3: 0.5 });
});

test('a destination in one cluster shares requests by weight with other destinations', async () => {
  const shares = { '2.0.6 in cluster2': 0.5, '2.0.6 in cluster3': 0.25, 'V_3 in cluster3': 0.25 };
  expectShares(byPlace(await ask(800, 'lee')), shares);
});

test('a service that does not run in the caller’s cluster answers from its own cluster', async () => {
  expect(byPlace(await askDetails(20))).toEqual({ 'v1 in cluster2': 20 });
});

test('everyone else is served in the caller’s cluster', async () => {
  expect(byPlace(await ask(40, 'anyone'))).toEqual({ 'v1 in cluster1': 40 });
});

testNear({ namespace: 'three', app, byDefault: objects, spread: manifests('spread') });

/** The containers that a new Pod in the Namespace would have. */
async function newContainers(): Promise<readonly string[]> {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'new', namespace: 'three', labels: { app: 'new' } },
    spec: { containers: [{ name: 'new', image: 'example.com/new' }] },
  };
  const args = ['create', '--dry-run=server', '--output', 'json', '-f', '-'];
  const made = JSON.parse(await lab.kubectl(1, args, JSON.stringify(pod))) as typeof pod;
  return made.spec.containers.map(({ name }) => name);
}

test('Pods get their proxy from the revision that their Namespace names', async () => {
  expect(await newContainers()).toEqual(['new', PROXY_CONTAINER]);
});

test('control: Pods get no proxy from a revision that their cluster does not have', async () => {
  await lab.kubectl(1, ['label', '--overwrite', 'namespace', 'three', 'istio.io/rev=other']);
  expect(await newContainers()).toEqual(['new']);
  await lab.kubectl(1, ['label', '--overwrite', 'namespace', 'three', `istio.io/rev=${REVISION}`]);
});

test('no proxy rejects any configuration', async () => {
  expect(await rejections([1, 2, 3])).toEqual([]);
});

test('istioctl analyze finds only that some subsets have no Pods in their cluster', async () => {
  expect(await analyze(1, 'three')).toEqual([
    ...onlyElsewhere(['three/either'], ['v2']),
    ...onlyElsewhere(['three/reviews-global'], ['2-0-6', '2-0-6-cluster2', '2-0-6-cluster3', 'v-3']),
    ...onlyElsewhere(['three/reviews'], ['2-0-6', 'v-3']),
  ]);
  // v1 has no Pods in cluster2 either, but analyze accepts Pods of other namespaces with its label
  expect(await analyze(2, 'three')).toEqual(onlyElsewhere(['three/reviews'], ['v-3']));
  // and the Pods of any service
  expect(await analyze(3, 'three')).toEqual([]);
});

test('control: without the version in another cluster’s DestinationRule, that cluster does not serve it', async () => {
  const subsets = [{ name: 'v-3', labels: { version: 'V_3' } }];
  await app.become({ ...objects, 3: changed(objects[3] ?? [], 'DestinationRule', 'reviews', { subsets }) });
  // Istio's default retries go to the other cluster
  await eventually(async () => {
    expect(byPlace(await ask(40, 'jason'))).toEqual({ '2.0.6 in cluster2': 40 });
  });
});

test('control: Istio refuses a subset with the name of its version', async () => {
  const subsets = [{ name: '2.0.6', labels: { version: '2.0.6' } }];
  await app.become({ ...objects, 3: changed(objects[3] ?? [], 'DestinationRule', 'reviews', { subsets }) });
  expect(await analyze(3, 'three')).toContainEqual(
    expect.stringMatching(/^IST0106 DestinationRule three\/reviews: .*2\.0\.6/),
  );
});

test('control: with the wrong cluster label, the endpoints of a destination in one cluster are not found', async () => {
  const spec = objects[1]?.find(
    ({ kind, metadata }) => kind === 'ServiceEntry' && metadata.name === 'reviews-three',
  )?.spec;
  const { endpoints } = spec as { readonly endpoints: readonly { readonly labels: object }[] };
  const unlabelled = endpoints.map((endpoint) => ({ ...endpoint, labels: { ...endpoint.labels, cluster: 'none' } }));
  await app.become({
    ...objects,
    1: changed(objects[1] ?? [], 'ServiceEntry', 'reviews-three', { endpoints: unlabelled }),
  });
  await eventually(async () => {
    expect(Object.keys(byPlace(await ask(40, 'lee'))).sort()).toEqual(['503', 'V_3 in cluster3']);
  });
});

test('control: without a Service in the caller’s cluster, the name of the service does not resolve', async () => {
  const here = (objects[1] ?? []).filter(({ kind, metadata }) => kind !== 'Service' || metadata.name !== 'details');
  await app.become({ ...objects, 1: here });
  await eventually(async () => {
    await expect(askDetails(1)).rejects.toThrow('Resolving timed out');
  });
});
