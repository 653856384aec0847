/** @module Tests where the user's traffic policies are written, together with the library's own settings. */
import {
  Article2019,
  GatewayAddress,
  Mesh,
  type MeshService,
  type ServicePlan,
  SniAddressing,
  type TrafficPolicy,
} from '../../../lib';
import { codesOf, issuesOf } from '../../support/issues';

interface Policies {
  readonly trafficPolicy?: TrafficPolicy;
  readonly versionPolicies?: Readonly<Partial<Record<'v1' | 'v2' | 'v3', TrafficPolicy>>>;
}

/** web runs in c1 and calls cart. cart v1 runs in c1, v2 in c2, and v3 in c1 and c2. */
function described(policies: Policies): {
  readonly mesh: Mesh;
  readonly cart: MeshService<'v1' | 'v2' | 'v3'>;
  readonly plan: (name: string) => ServicePlan;
} {
  const mesh = new Mesh('shop');
  const c1 = mesh.addCluster('c1', { gateway: GatewayAddress.parse('192.0.2.1') });
  const c2 = mesh.addCluster('c2', { gateway: GatewayAddress.parse('192.0.2.2') });
  const web = mesh.addService('web', { port: 80, versions: { v1: [c1] } });
  const cart = mesh.addService('cart', {
    port: 8080,
    versions: { v1: [c1], v2: [c2], v3: [c1, c2] },
    distribution: 'spread',
    ...policies,
  });
  web.calls(cart);
  return {
    mesh,
    cart,
    plan: (name) =>
      mesh
        .plan(new SniAddressing())
        .for(name === 'c1' ? c1 : c2)
        .of(cart),
  };
}

function routed(policies: Policies): ReturnType<typeof described> {
  const all = described(policies);
  all.cart.addRoute([{ to: [{ version: 'v1' }, { version: 'v2' }, { version: 'v3' }] }]);
  return all;
}

const POOL = { connectionPool: { http: { maxRetries: 3 } } } as const;
const SMALL = { connectionPool: { tcp: { maxConnections: 1, connectTimeout: '3s' } } } as const;
const EJECT = { outlierDetection: { consecutive5xxErrors: 1 } } as const;

type Written = 'localDestinationRule' | 'globalDestinationRule';

/** The policies of a DestinationRule, by subset, without TLS. */
function written(plan: ServicePlan, rule: Written): Readonly<Record<string, unknown>> {
  const { trafficPolicy, subsets = [] } = plan[rule]?.spec ?? {};
  const all = [{ name: '', trafficPolicy }, ...subsets];
  return Object.fromEntries(all.map(({ name, trafficPolicy = {} }) => [name, { ...trafficPolicy, tls: undefined }]));
}

test('the Service has the policies of the service and its versions in each cluster that runs it', () => {
  const { plan } = routed({ trafficPolicy: { ...POOL, ...EJECT }, versionPolicies: { v2: SMALL } });
  for (const cluster of ['c1', 'c2']) {
    expect(written(plan(cluster), 'localDestinationRule')).toEqual({
      '': { ...POOL, outlierDetection: { consecutive5xxErrors: 1, minHealthPercent: 1 } },
      v1: {},
      v2: SMALL,
      v3: {},
    });
  }
});

test('calls to other clusters have the policies too, except settings that would eject gateways', () => {
  const { plan } = routed({
    trafficPolicy: { ...POOL, ...EJECT },
    versionPolicies: { v2: SMALL, v3: { loadBalancer: { simple: 'RANDOM' } } },
  });
  expect(written(plan('c1'), 'globalDestinationRule')).toEqual({
    '': POOL,
    v2: SMALL,
    v3: {
      connectionPool: { ...POOL.connectionPool, tcp: { connectTimeout: '1s' } },
      loadBalancer: { simple: 'RANDOM', localityLbSetting: { enabled: false } },
      outlierDetection: expect.objectContaining({ consecutive5xxErrors: 0, minHealthPercent: 1 }),
    },
  });
});

test('a given connectTimeout replaces the library’s', () => {
  const { plan } = routed({ versionPolicies: { v3: SMALL } });
  expect(written(plan('c1'), 'globalDestinationRule')['v3']).toMatchObject(SMALL);
});

test('callers without a route have the policy of the service', () => {
  const { plan } = described({ trafficPolicy: POOL });
  expect(written(plan('c1'), 'globalDestinationRule')).toEqual({
    '': expect.objectContaining({ connectionPool: { ...POOL.connectionPool, tcp: { connectTimeout: '1s' } } }),
  });
});

test('a given minHealthPercent replaces the library’s', () => {
  const outlierDetection = { consecutive5xxErrors: 1, minHealthPercent: 0 };
  const { plan } = routed({ versionPolicies: { v1: { outlierDetection } } });
  expect(written(plan('c1'), 'localDestinationRule')['v1']).toEqual({ outlierDetection });
});

test('a service gets a DestinationRule for its policies alone, where it runs', () => {
  const mesh = new Mesh('shop');
  const [c1, c2] = [mesh.addCluster('c1'), mesh.addCluster('c2')];
  const web = mesh.addService('web', { port: 80, versions: { v1: [c1] }, trafficPolicy: POOL });
  const job = mesh.addService('job', { port: 80, versions: { v1: [c2] }, versionPolicies: { v1: POOL } });
  web.calls(web);
  const plan = mesh.plan(new SniAddressing());
  expect(plan.clusters.map((cluster) => cluster.of(web).localDestinationRule?.spec)).toEqual([
    {
      host: 'web.default.svc.cluster.local',
      trafficPolicy: POOL,
      subsets: [{ name: 'v1', labels: { version: 'v1' } }],
    },
    undefined,
  ]);
  expect(plan.clusters.map((cluster) => cluster.of(job).localDestinationRule?.spec)).toEqual([
    undefined,
    {
      host: 'job.default.svc.cluster.local',
      subsets: [{ name: 'v1', labels: { version: 'v1' }, trafficPolicy: POOL }],
    },
  ]);
});

test('a consistent hash is MC114 for each version that requests reach in other clusters', () => {
  const hash: TrafficPolicy = { loadBalancer: { consistentHash: { useSourceIp: true } } };
  const whats = (policies: Policies): readonly string[] =>
    issuesOf(() => routed(policies).plan('c1')).map(({ code, what }) => `${code} ${what}`);
  const of = (version: string): string =>
    `MC114 The load balancer of version "${version}" of "cart" must not be a consistent hash, because callers in "c1" are sent to other clusters.`;
  expect(whats({ trafficPolicy: hash })).toEqual([of('v2'), of('v3')]);
  expect(whats({ versionPolicies: { v2: hash } })).toEqual([of('v2')]);
  expect(whats({ versionPolicies: { v1: hash } })).toEqual([]);
  const simple: TrafficPolicy = { loadBalancer: { simple: 'RANDOM' } };
  expect(whats({ trafficPolicy: hash, versionPolicies: { v2: simple, v3: simple } })).toEqual([]);
  expect(codesOf(() => described({ trafficPolicy: hash }).plan('c1'))).toEqual(['MC114']);
});

test('Article2019 writes the policies together with its TLS settings', () => {
  const mesh = new Mesh('shop');
  const c1 = mesh.addCluster('c1');
  const c2 = mesh.addCluster('c2', { gateway: GatewayAddress.parse('192.0.2.2') });
  const web = mesh.addService('web', { port: 80, versions: { v1: [c1] } });
  const cart = mesh.addService('cart', {
    port: 80,
    versions: { v1: [c1], v2: [c2] },
    trafficPolicy: POOL,
    versionPolicies: { v2: SMALL },
  });
  web.calls(cart);
  cart.addRoute([{ to: [{ version: 'v1' }, { version: 'v2' }] }]);
  const plan = mesh
    .plan(new Article2019({ vips: new Map([[cart, '240.0.0.3']]) }))
    .for(c1)
    .of(cart);
  expect(plan.localDestinationRule?.spec.trafficPolicy).toEqual({ ...POOL, tls: { mode: 'ISTIO_MUTUAL' } });
  expect(plan.globalDestinationRule?.spec).toMatchObject({
    trafficPolicy: { ...POOL, tls: { mode: 'ISTIO_MUTUAL' } },
    subsets: [{ name: 'v2', trafficPolicy: SMALL }],
  });
});
