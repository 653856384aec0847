/** @module Tests of the oracle's parts that need no Go. */
import { isDeepStrictEqual } from 'node:util';
import type { Configured } from './ask';
import { agree } from './compare';
import { drawConfiguration } from './draw/configuration';
import type { Resources } from './envoy/resources';
import { featuresOf } from './features';
import { judge } from './judge';
import type { ClusterManifests, Kube } from './kubernetes/objects';
import { kubernetesObjects, World } from './kubernetes/world';
import { shrunk } from './shrink';

const deployment = (name: string, labels: object, spec: object = {}): Kube => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: { ...spec, template: { metadata: { labels } } },
});
const service = (name: string, spec: object): Kube => ({ apiVersion: 'v1', kind: 'Service', metadata: { name }, spec });

const cluster: ClusterManifests = {
  name: 'cluster1',
  objects: [
    deployment('web', { app: 'web' }),
    deployment('reviews', { app: 'reviews', version: 'v1' }, { replicas: 2 }),
    service('reviews', { selector: { app: 'reviews' }, ports: [{ name: 'http', port: 9080, targetPort: 8080 }] }),
  ],
};

describe('the world', () => {
  const world = new World([cluster], {});

  test('has a Pod for each replica, with its own address, and the Pods of both gateways', () => {
    const { pods } = world.cluster('cluster1');
    expect(pods.map(({ name }) => name)).toEqual([
      'web-0',
      'reviews-0',
      'reviews-1',
      'istio-eastwestgateway-0',
      'istio-ingressgateway-0',
    ]);
    expect(new Set(pods.map(({ ip }) => ip)).size).toBe(5);
  });

  test('has EndpointSlices of the Pods that a Service selects', () => {
    const slices = kubernetesObjects(world.cluster('cluster1')).filter(({ kind }) => kind === 'EndpointSlice');
    expect(slices).toMatchObject([{ endpoints: [{}, {}], ports: [{ name: 'http', port: 8080 }] }]);
  });

  test('resolves the names of Services as Kubernetes does', () => {
    const address = world.resolve('reviews', 'cluster1', 'default');
    expect(address).toHaveLength(1);
    expect(world.resolve('REVIEWS.default.svc.cluster.local', 'cluster1', 'shop')).toEqual(address);
    expect(world.resolve('reviews', 'cluster1', 'shop')).toBeUndefined();
    expect(world.resolve('api.example.com', 'cluster1', 'shop')).toHaveLength(1);
  });
});

describe('answers', () => {
  const one = { probability: 0.5, status: 200, cluster: 'cluster1', workload: 'a' };
  const other = { ...one, workload: 'b' };

  test('agree in any order, and if parts of one are apart', () => {
    expect(agree([one, other], [other, { ...one, probability: 0.25 }, { ...one, probability: 0.25 }])).toBe(true);
  });

  test('do not agree about other workloads, nor about other probabilities', () => {
    expect(agree([one, other], [one, { ...other, workload: 'c' }])).toBe(false);
    expect(
      agree(
        [one, other],
        [
          { ...one, probability: 0.6 },
          { ...other, probability: 0.4 },
        ],
      ),
    ).toBe(false);
  });
});

describe('a configuration', () => {
  test('is the same for the same seed, and another for another', () => {
    expect(drawConfiguration(7, 5)).toEqual(drawConfiguration(7, 5));
    expect(isDeepStrictEqual(drawConfiguration(7, 5), drawConfiguration(8, 5))).toBe(false);
  });

  test('is made smaller by what does not matter', async () => {
    const drawn = drawConfiguration(3, 1);
    const small = await shrunk(drawn, ({ clusters }) =>
      Promise.resolve(clusters.some(({ objects }) => objects.some(({ metadata }) => metadata.name === 'web-v1'))),
    );
    expect(small.clusters.flatMap(({ objects }) => objects.map(({ metadata }) => metadata.name))).toEqual([
      'istio-eastwestgateway',
      'web-v1',
      'istio-eastwestgateway',
    ]);
  });

  test('has features by the fields of its objects', () => {
    const spec = { http: [{ match: [{ headers: { who: { exact: 'a' } } }] }], exportTo: ['.'] };
    const object: Kube = {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'a' },
      spec,
    };
    expect([...featuresOf(object)]).toEqual([
      'VirtualService',
      'VirtualService.http.match.headers.*.exact',
      'VirtualService.exportTo=.',
    ]);
  });
});

describe('a comparison', () => {
  /** What a control plane tells a sidecar that sends everything on. */
  const sidecar: Resources = {
    listeners: [
      {
        name: 'virtualOutbound',
        address: {},
        filterChains: [{ filters: [{ name: 'envoy.filters.network.tcp_proxy', typedConfig: { cluster: 'all' } }] }],
      },
      {
        name: 'virtualInbound',
        address: {},
        filterChains: [{ filters: [{ name: 'envoy.filters.network.tcp_proxy' }] }],
      },
    ],
    routes: [],
    clusters: [{ name: 'all', type: 'ORIGINAL_DST' }],
    endpoints: [],
  };
  const names = ['web', 'reviews'].map((each) => `cluster1 default/${each}`);
  const configured: Configured = { proxies: new Map(names.map((each) => [each, sidecar])), refused: [] };
  const plane = { ask: () => Promise.resolve(configured) };
  const request = { from: 'cluster1/default/web', to: 'http://reviews:9080/' };
  const configuration = { clusters: [cluster], options: {}, requests: [request] };
  const right = { probability: 1, status: 200, cluster: 'cluster1', workload: 'reviews', version: 'v1' };

  test('finds nothing if the subject is right', async () => {
    const { disagreements } = await judge(configuration, plane, () => () => [right]);
    expect(disagreements).toEqual([]);
  });

  test('finds what a subject gets wrong', async () => {
    const { disagreements } = await judge(configuration, plane, () => () => [{ ...right, workload: 'ratings' }]);
    expect(disagreements).toMatchObject([{ request, expected: [right], actual: [{ workload: 'ratings' }] }]);
  });

  test('takes the error of a subject for an answer', async () => {
    const { disagreements } = await judge(configuration, plane, () => () => {
      throw new Error('no idea');
    });
    expect(disagreements).toMatchObject([{ actual: [{ status: -1, flag: 'no idea' }] }]);
  });

  test('leaves out what the API server refuses', async () => {
    const refused = [{ cluster: 'cluster1', kind: 'Deployment', namespace: 'default', name: 'reviews', reason: '' }];
    const refusing = { ask: () => Promise.resolve({ ...configured, refused }) };
    const { configuration: left } = await judge({ ...configuration, requests: [] }, refusing, () => () => []);
    expect(left.clusters[0]?.objects.map(({ metadata }) => metadata.name)).toEqual(['web', 'reviews']);
  });
});
