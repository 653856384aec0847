/** @module A service in three clusters, one of its versions in two of them that its caller is not in. */
import { GatewayAddress, Mesh, SniAddressing, StringMatch } from '../../../lib';
import { gatewayAddress } from '../lab/addresses';
import type { Answer } from '../lab/client';
import { analyze, onlyElsewhere } from './analyze';
import { byPlace, byVersion, expectHalves } from './answers';
import { eventually, lab } from './lab';
import { Applied, changed, type ClusterObjects, synthesized } from './objects';
import { rejections } from './proxies';

const FROM = [1, 'three/productpage'] as const;

/** reviews v1 beside its caller, v2 in both other clusters, v3 in the third alone. */
function manifests(): ClusterObjects {
  const mesh = new Mesh('three');
  const [cluster1, cluster2, cluster3] = [1, 2, 3].map((number) =>
    mesh.addCluster(`cluster${number}`, { gateway: GatewayAddress.parse(gatewayAddress(number, 'eastwest')) }),
  );
  if (!cluster1 || !cluster2 || !cluster3) throw new Error('unreachable');
  const namespace = 'three';
  const productpage = mesh.addService('productpage', { namespace, port: 9080, versions: { v1: [cluster1] } });
  const versions = { v1: [cluster1], v2: [cluster2, cluster3], v3: [cluster3] } as const;
  const reviews = mesh.addService('reviews', { namespace, port: 9080, versions });
  productpage.calls(reviews);
  reviews.addRoute([
    { match: [{ headers: { 'end-user': StringMatch.exact('jason') } }], to: [{ version: 'v2' }] },
    {
      match: [{ headers: { 'end-user': StringMatch.exact('kim') } }],
      to: [
        { version: 'v2', weight: 50 },
        { version: 'v3', weight: 50 },
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

beforeAll(() => app.start(objects));
afterAll(() => app.become({}));

test('a version in two other clusters is served by both', async () => {
  await eventually(async () => {
    const { 'v2 in cluster2': second = 0, 'v2 in cluster3': third = 0, ...others } = byPlace(await ask(60, 'jason'));
    expect(others).toEqual({});
    expect(Math.min(second, third)).toBeGreaterThan(10);
  });
});

test('versions share requests by weight, however many clusters run each', async () => {
  const { v2 = 0, v3 = 0, ...others } = byVersion(await ask(400, 'kim'));
  expect(others).toEqual({});
  expectHalves(v2, v3);
});

test('everyone else stays in the caller’s cluster', async () => {
  expect(byPlace(await ask(40, 'anyone'))).toEqual({ 'v1 in cluster1': 40 });
});

test('no proxy refuses any of its configuration', async () => {
  expect(await rejections([1, 2, 3])).toEqual([]);
});

test('istioctl analyze has nothing to say but that some subsets have no Pods here', async () => {
  const rules = ['three/reviews', 'three/reviews-global'];
  expect(await analyze(1, 'three')).toEqual(onlyElsewhere(rules, ['v2', 'v3']));
  // v1 and v3 are missing here too, but Pods of another namespace that have the labels are enough for it
  expect(await analyze(2, 'three')).toEqual([]);
  expect(await analyze(3, 'three')).toEqual(onlyElsewhere(['three/reviews'], ['v1']));
});

test('control: without the version in one far DestinationRule, that cluster serves none of it', async () => {
  const subsets = [{ name: 'v3', labels: { version: 'v3' } }];
  await app.become({ ...objects, 3: changed(objects[3] ?? [], 'DestinationRule', 'reviews', { subsets }) });
  // Istio's default retries go to the other cluster
  await eventually(async () => {
    expect(byPlace(await ask(40, 'jason'))).toEqual({ 'v2 in cluster2': 40 });
  });
});
