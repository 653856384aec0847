/** @module What is lost when Pods and gateways go away under load: nothing, where another cluster runs the version. */
import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayAddress, Mesh, SniAddressing } from '../../../lib';
import { gatewayAddress } from '../lab/addresses';
import type { LoadResult, PodRef } from '../lab/client';
import { byVersion } from './answers';
import { eventually, lab } from './lab';
import { Applied, type ClusterObjects, synthesized } from './objects';
import { rejections, requestsByEndpoint } from './proxies';

const REQUESTS = 2000;
const CALLERS = 16;
const CALLER: PodRef = [1, 'failover/web'];
const gateway = (cluster: number): PodRef => [cluster, 'istio-system/istio-eastwestgateway'];

/**
 * web, in clusters 1 and 2, calls reviews, which is spread over clusters 2 and 3, details, which runs beside both callers and fails
 * over, and only, which is in cluster 3 alone.
 */
function manifests(): ClusterObjects {
  const mesh = new Mesh('failover');
  const add = (number: number): ReturnType<typeof mesh.addCluster> =>
    mesh.addCluster(`cluster${number}`, {
      gateway: GatewayAddress.parse(gatewayAddress(number, 'eastwest')),
      locality: `region${number}/zone${number}`,
    });
  const [cluster1, cluster2, cluster3] = [add(1), add(2), add(3)];
  const common = { namespace: 'failover', port: 9080 };
  const web = mesh.addService('web', { ...common, versions: { v1: [cluster1, cluster2] } });
  const reviews = mesh.addService('reviews', { ...common, versions: { v1: [cluster2, cluster3] } });
  const details = mesh.addService('details', {
    ...common,
    versions: { v2: [cluster1, cluster2] },
    distribution: 'failover',
  });
  const only = mesh.addService('only', { ...common, versions: { v1: [cluster3] } });
  const retries = { attempts: 5, perTryTimeout: '1s', retryOn: 'idempotent' } as const;
  for (const service of [reviews, details, only]) web.calls(service);
  reviews.addRoute([{ to: [{ version: 'v1' }], retries }]);
  details.addRoute([{ to: [{ version: 'v2' }], retries }]);
  return synthesized(mesh.plan(new SniAddressing()));
}

const app = new Applied();

/** Sends requests, each of which takes 30 ms, and does something to the mesh when a part of them is answered. */
function under(service: string, fault: () => Promise<void>): Promise<LoadResult> {
  const question = { from: CALLER, url: `http://${service}:9080/`, headers: { slow: '30' }, count: REQUESTS };
  return lab.load(question, CALLERS, fault);
}

/** Every request was answered by a version, and none took as long as a caller would give up. */
function expectNoLoss({ counts, slowest }: LoadResult): void {
  expect(Object.keys(counts).filter((answer) => !answer.includes(' in '))).toEqual([]);
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(REQUESTS);
  expect(slowest).toBeLessThan(3000);
}

beforeAll(() => app.start(manifests()));
afterAll(async () => {
  await app.become({});
  await lab.renew(gateway(2), gateway(3));
});

test('no proxy refuses any of its configuration', async () => {
  expect(await rejections([1, 2, 3])).toEqual([]);
});

describe('with a version in two other clusters, nothing is lost when a gateway', () => {
  afterEach(() => lab.renew(CALLER, gateway(2)));

  test.each([
    ['is killed', async () => (await lab.pod(gateway(2))).signal('SIGKILL')],
    ['is told to end', async () => (await lab.pod(gateway(2))).signal('SIGTERM', 'pilot-agent')],
    ['vanishes', async () => (await lab.pod(gateway(2))).blackHole()],
  ])('%s', async (_, fault) => {
    const result = await under('reviews', fault);
    expectNoLoss(result);
    expect(Object.keys(result.counts).sort()).toEqual(['v1 in cluster2', 'v1 in cluster3']);
  });
});

test('with a version here and elsewhere, all stay here; nothing is lost when every Pod here is killed', async () => {
  const result = await under('details', async () => (await lab.pod([1, 'failover/details'])).signal('SIGKILL'));
  expectNoLoss(result);
  expect(Object.keys(result.counts)).toEqual(expect.arrayContaining(['v2 in cluster1', 'v2 in cluster2']));
  await lab.renew([1, 'failover/details'], CALLER);
  const before = await lab.load({ from: CALLER, url: 'http://details:9080/', count: 100 }, 1);
  expect(before.counts).toEqual({ 'v2 in cluster1': 100 });
});

test('an application that answers 500 costs nobody else anything', async () => {
  const bad = { from: CALLER, url: 'http://reviews:9080/', headers: { st: '500' }, count: 20 };
  const expectBoth = async (): Promise<void> => {
    const { counts } = await lab.load({ ...bad, headers: {}, count: 200 }, 4);
    expect(Object.keys(counts).sort()).toEqual(['v1 in cluster2', 'v1 in cluster3']);
  };
  await eventually(expectBoth);
  expect(byVersion(await lab.ask(bad))).toEqual({ '500': 20 });
  await expectBoth();
});

test('the restart of an only gateway ends with the restart', async () => {
  const { counts } = await under('only', () => lab.renew(gateway(3)));
  expect(counts).toHaveProperty('503');
  // were it given up for a while, it would be for 20 s
  await eventually(async () => {
    const { counts: after } = await lab.load({ from: CALLER, url: 'http://only:9080/', count: 20 }, 1);
    expect(after).toEqual({ 'v1 in cluster3': 20 });
  }, 5);
});

test('a Service that runs here and elsewhere has the Pods of this cluster alone: callers without a route stay', async () => {
  const pods = await lab.kubectl(1, [
    '-n',
    'failover',
    'get',
    'pods',
    '-l',
    'app=details',
    '-o',
    'jsonpath={.items[*].status.podIP}',
  ]);
  const endpoints = await requestsByEndpoint(CALLER, 'outbound|9080||details.failover.svc.cluster.local');
  expect(Object.keys(endpoints)).toEqual([`${pods}:9080`]);
});

test('without a Pod left anywhere, 503 comes at once, and gateways do not send requests to each other', async () => {
  const envoys = (): Promise<readonly number[]> =>
    Promise.all([1, 2].map(async (cluster) => (await lab.pod(gateway(cluster))).descriptors('envoy')));
  const before = await envoys();
  for (const cluster of [1, 2])
    await lab.kubectl(cluster, ['-n', 'failover', 'scale', 'deployment/details-v2', '--replicas=0']);
  await eventually(async () => {
    const start = performance.now();
    expect(byVersion(await lab.ask({ from: CALLER, url: 'http://details:9080/', count: 5 }))).toEqual({ '503': 5 });
    // with all its attempts, each takes less than a second
    expect(performance.now() - start).toBeLessThan(5000);
  });
  await sleep(1000);
  const grown = (await envoys()).map((count, index) => count - (before[index] ?? 0));
  expect(Math.max(...grown)).toBeLessThan(20);
});
