/** @module Shows that no request is lost under load when Pods or gateways fail and another cluster runs the version. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadResult, PodRef } from '../lab/client';
import { byVersion } from './answers';
import { failover } from './failover';
import { eventually, lab } from './lab';
import { Applied, changed, type KubeObject } from './objects';
import { rejections, requestsByEndpoint } from './proxies';

/** Enough for a second and a half after a fault. An endpoint that does not answer is ejected after a second. */
const REQUESTS = 1000;
/** The requests that a control sends: those that are open when the fault happens are enough to be lost. */
const FEW = 400;
const CALLERS = 32;
const CALLER: PodRef = [1, 'failover/web'];
const gateway = (cluster: number): PodRef => [cluster, 'istio-system/istio-eastwestgateway'];

const objects = failover();
const app = new Applied();

/** Sends requests that take 30 ms each, and causes a fault when a fifth of them are answered. */
function under(service: string, fault: () => Promise<void>, count = REQUESTS): Promise<LoadResult> {
  const question = { from: CALLER, url: `http://${service}:9080/`, headers: { slow: '30' }, count };
  return lab.load(question, CALLERS, fault);
}

/** Expects that a version answered every request within three seconds. */
function expectNoLoss({ counts, slowest }: LoadResult): void {
  expect(Object.keys(counts).filter((answer) => !answer.includes(' in '))).toEqual([]);
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(REQUESTS);
  expect(slowest).toBeLessThan(3000);
}

beforeAll(() => app.start(objects));
afterAll(async () => {
  await app.become({});
  await lab.renew(gateway(2), gateway(3));
});

test('no proxy rejects any configuration', async () => {
  expect(await rejections([1, 2, 3])).toEqual([]);
});

describe('with a version in two other clusters, no request is lost when a gateway', () => {
  afterEach(() => lab.renew(CALLER, gateway(2)));

  test.each([
    ['is killed', async () => (await lab.pod(gateway(2))).signal('SIGKILL')],
    ['is told to stop', async () => (await lab.pod(gateway(2))).signal('SIGTERM', 'pilot-agent')],
    ['vanishes', async () => (await lab.pod(gateway(2))).blackHole()],
  ])('%s', async (_, fault) => {
    const result = await under('reviews', fault);
    expectNoLoss(result);
    expect(Object.keys(result.counts).sort()).toEqual(['v1 in cluster2', 'v1 in cluster3']);
  });
});

test('control: without retries, the open requests of a killed gateway are lost', async () => {
  const rules = [
    { route: [{ destination: { host: 'reviews.failover.global', subset: 'v1' } }], retries: { attempts: 0 } },
  ];
  await app.become({ ...objects, 1: changed(objects[1] ?? [], 'VirtualService', 'reviews', { http: rules }) });
  const { counts } = await under('reviews', async () => (await lab.pod(gateway(2))).signal('SIGKILL'), FEW);
  await app.become(objects);
  await lab.renew(CALLER, gateway(2));
  expect(counts).toHaveProperty('503');
});

test('requests stay in the caller’s cluster while it runs the version, and none is lost when its Pods are killed', async () => {
  const result = await under('details', async () => (await lab.pod([1, 'failover/details'])).signal('SIGKILL'));
  expectNoLoss(result);
  expect(Object.keys(result.counts)).toEqual(expect.arrayContaining(['v2 in cluster1', 'v2 in cluster2']));
  await lab.renew([1, 'failover/details'], CALLER);
  // the new proxy may know the gateways before the new Pod
  await eventually(async () => {
    const { counts } = await lab.load({ from: CALLER, url: 'http://details:9080/', count: 100 }, 1);
    expect(counts).toEqual({ 'v2 in cluster1': 100 });
  });
});

describe('with a rule for any version, when the Pods of the version in the first cluster are killed', () => {
  const kill = async (): Promise<void> => (await lab.pod([1, 'failover/either'])).signal('SIGKILL');
  afterEach(() => lab.renew([1, 'failover/either'], CALLER));

  test('another version in the next cluster serves, and no request is lost', async () => {
    const before = await lab.load({ from: CALLER, url: 'http://either:9080/', count: 100 }, 1);
    expect(before.counts).toEqual({ 'v1 in cluster1': 100 });
    const result = await under('either', kill);
    expectNoLoss(result);
    expect(Object.keys(result.counts).sort()).toEqual(['v1 in cluster1', 'v2 in cluster2']);
  });

  test('control: without its retries, the open requests are lost', async () => {
    const rules = [{ route: [{ destination: { host: 'either.failover.global' } }], retries: { attempts: 0 } }];
    await app.become({ ...objects, 1: changed(objects[1] ?? [], 'VirtualService', 'either', { http: rules }) });
    const { counts } = await under('either', kill, FEW);
    await app.become(objects);
    expect(counts).toHaveProperty('503');
  });
});

test('an application that answers 500 does not affect other requests', async () => {
  const bad = { from: CALLER, url: 'http://reviews:9080/', headers: { st: '500' }, count: 20 };
  const expectBoth = async (): Promise<void> => {
    const { counts } = await lab.load({ ...bad, headers: {}, count: 200 }, 4);
    expect(Object.keys(counts).sort()).toEqual(['v1 in cluster2', 'v1 in cluster3']);
  };
  await eventually(expectBoth);
  expect(byVersion(await lab.ask(bad))).toEqual({ '500': 20 });
  await expectBoth();
});

test('with only one gateway, requests succeed again as soon as it has restarted', async () => {
  const { counts } = await under('only', () => lab.renew(gateway(3)));
  expect(counts).toHaveProperty('503');
  // an ejection would last 20 s
  await eventually(async () => {
    const { counts: after } = await lab.load({ from: CALLER, url: 'http://only:9080/', count: 20 }, 1);
    expect(after).toEqual({ 'v1 in cluster3': 20 });
  }, 5);
});

test('a Service has only the Pods of its own cluster, so callers without a route stay in their cluster', async () => {
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

describe('when no Pod of a service is left', () => {
  beforeAll(async () => {
    for (const cluster of [1, 2])
      await lab.kubectl(cluster, ['-n', 'failover', 'scale', 'deployment/details-v2', '--replicas=0']);
  });

  /** Runs an action, and returns by how many descriptors the gateways' proxies have grown at most. */
  async function growth(ask: () => Promise<unknown>): Promise<number> {
    const envoys = (): Promise<readonly number[]> =>
      Promise.all([1, 2].map(async (cluster) => (await lab.pod(gateway(cluster))).descriptors('envoy')));
    const before = await envoys();
    await ask();
    await sleep(1000);
    return Math.max(...(await envoys()).map((count, index) => count - (before[index] ?? 0)));
  }

  test('callers get 503 quickly, and gateways do not send requests to each other', async () => {
    const ask = (): Promise<void> =>
      eventually(async () => {
        const start = performance.now();
        expect(byVersion(await lab.ask({ from: CALLER, url: 'http://details:9080/', count: 5 }))).toEqual({ '503': 5 });
        // each takes less than a second, including all attempts
        expect(performance.now() - start).toBeLessThan(5000);
      });
    expect(await growth(ask)).toBeLessThan(20);
  });

  test('control: if a Service selects the endpoints of gateways, the gateways send requests to each other', async () => {
    const selected = (objects: readonly KubeObject[]): readonly KubeObject[] =>
      objects.map((object) => {
        const { labels } = (object.spec ?? {}) as { readonly labels?: object };
        return object.kind === 'WorkloadEntry' && object.metadata.name.startsWith('details')
          ? { ...object, spec: { ...object.spec, labels: { ...labels, app: 'details' } } }
          : object;
      });
    await app.become(Object.fromEntries(Object.entries(objects).map(([cluster, each]) => [cluster, selected(each)])));
    await eventually(async () => {
      const question = { from: CALLER, url: 'http://details:9080/', options: ['-m', '1'], count: 1 };
      // the request may fail
      const ask = (): Promise<unknown> => lab.ask(question).catch(() => undefined);
      expect(await growth(ask)).toBeGreaterThan(20);
    });
  });
});
