/** @module Tests which clusters serve a version: spread, failover, an order, or the cluster that a destination names. */
import {
  type Cluster,
  type Distribution,
  EndpointDiscovery,
  GatewayAddress,
  Mesh,
  type RouteRule,
  type Scheme,
  type ServicePlan,
  SniAddressing,
  StringMatch,
} from '../../lib';
import { type CartMesh, cartMesh, type ThreeClusters } from '../support/cart';
import { codesOf, issuesOf } from '../support/issues';

/** c1 and c2 are in one region. */
const LOCALITIES = ['us/1', 'us/2', 'eu/3'];

/** web runs in c1 and calls cart. cart v1 runs in c1 and c2, and v2 in c2 and c3. */
function described(
  distribution?: (clusters: ThreeClusters) => Distribution,
  localities: readonly string[] = LOCALITIES,
  callers: readonly number[] = [1],
): CartMesh {
  return cartMesh({ callers, v2: [2, 3], distribution, localities });
}

/** The issues of failover to the nearest between two clusters at these localities, each with callers and Pods. */
function failingOver(own: string, other: string): readonly (readonly [string, string])[] {
  const mesh = new Mesh('shop');
  const add = (name: string, last: number, locality: string): Cluster =>
    mesh.addCluster(name, { gateway: GatewayAddress.parse(`192.0.2.${last}`), locality });
  const places = [add('here', 1, own), add('there', 2, other)] as const;
  const cart = mesh.addService('cart', { port: 80, versions: { v1: places }, distribution: 'failover' });
  cart.addRoute([{ to: [{ version: 'v1' }], retries: RETRIES }]);
  return issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, what }) => [code, what]);
}

const RETRIES = { attempts: 3, perTryTimeout: '1s', retryOn: 'idempotent' } as const;
const TO_V2: readonly RouteRule<'v1' | 'v2'>[] = [{ to: [{ version: 'v2' }], retries: RETRIES }];

const RESILIENCE = {
  connectionPool: { tcp: { connectTimeout: '1s' } },
  outlierDetection: {
    splitExternalLocalOriginErrors: true,
    consecutiveLocalOriginFailures: 1,
    consecutiveGatewayErrors: 5,
    consecutive5xxErrors: 0,
    interval: '1s',
    baseEjectionTime: '20s',
    maxEjectionPercent: 100,
    minHealthPercent: 1,
  },
};

function policyOf(plan: ServicePlan, subset: string): unknown {
  const { tls, ...policy } = plan.globalDestinationRule?.spec.subsets?.find(({ name }) => name === subset)
    ?.trafficPolicy ?? { tls: undefined };
  expect(tls?.mode).toBe('ISTIO_MUTUAL');
  return policy;
}

describe('spread', () => {
  test('is over all clusters that run the version, and ejects failing gateways', () => {
    const { mesh, c1, cart } = described(() => 'spread');
    cart.addRoute(TO_V2);
    const plan = mesh.plan(new SniAddressing()).for(c1).of(cart);
    expect(policyOf(plan, 'v2')).toEqual({
      loadBalancer: { localityLbSetting: { enabled: false } },
      ...RESILIENCE,
    });
    expect(plan.virtualService?.spec.http?.[0]?.retries).toEqual({
      attempts: 3,
      perTryTimeout: '1s',
      retryOn: 'connect-failure,refused-stream,unavailable,reset,503',
      retryRemoteLocalities: true,
    });
  });

  test('does not eject the only place of a version', () => {
    const { mesh, c1, c2, cart } = described();
    cart.addRoute([{ to: [{ version: 'v2', cluster: c2 }], retries: RETRIES }]);
    const plan = mesh.plan(new SniAddressing()).for(c1).of(cart);
    expect(policyOf(plan, 'v2-c2')).toEqual({});
    expect(plan.virtualService?.spec.http?.[0]?.retries?.retryRemoteLocalities).toBeUndefined();
  });

  test('applies to the default subset for callers without a route', () => {
    const { mesh, c1, cart } = described(() => 'spread');
    const { globalDestinationRule } = mesh.plan(new SniAddressing()).for(c1).of(cart);
    expect(globalDestinationRule?.spec.trafficPolicy).toMatchObject({
      loadBalancer: { localityLbSetting: { enabled: false } },
      ...RESILIENCE,
    });
  });
});

describe('failover', () => {
  test('to the nearest turns on locality load balancing', () => {
    const { mesh, c1, cart } = described(() => 'failover');
    cart.addRoute(TO_V2);
    const plan = mesh.plan(new SniAddressing()).for(c1).of(cart);
    expect(policyOf(plan, 'v2')).toEqual({ loadBalancer: { localityLbSetting: { enabled: true } }, ...RESILIENCE });
    expect(plan.serviceEntry?.spec.endpoints?.map(({ locality }) => locality)).toEqual(['us/2', 'eu/3']);
    expect(plan.virtualService?.spec.http?.[0]?.retries?.retryRemoteLocalities).toBeUndefined();
  });

  test('in an order gives each cluster, also the caller’s own, one more label than the next', () => {
    const { mesh, c1, cart } = described(({ c1: a, c2: b, c3: c }) => ({ failover: [c, a, b] }), []);
    cart.addRoute([{ to: [{ version: 'v1' }, { version: 'v2' }], retries: RETRIES }]);
    const plan = mesh.plan(new SniAddressing()).for(c1).of(cart);
    expect(policyOf(plan, 'v2')).toMatchObject({
      loadBalancer: {
        localityLbSetting: {
          enabled: true,
          failoverPriority: ['rank-1.istio-multicluster/cart=true', 'rank-2.istio-multicluster/cart=true'],
        },
      },
    });
    const ranks = (labels: object = {}): readonly string[] =>
      Object.keys(labels).filter((label) => /rank-\d/.test(label));
    const [rank1, rank2] = ['rank-1.istio-multicluster/cart', 'rank-2.istio-multicluster/cart'];
    const entries = plan.workloadEntries.map(({ metadata, spec }) => [metadata.name, ranks(spec.labels)]);
    expect(entries).toEqual([
      ['cart-v1-c2', []],
      ['cart-v2-c2', []],
      ['cart-v2-c3', [rank1, rank2]],
    ]);
    const pods = plan.workloads?.deployments.map(({ resource }) => ranks(resource.spec.template.metadata.labels));
    expect(pods).toEqual([[rank1]]);
  });

  test('with no other cluster is MC092', () => {
    const { mesh, c2, cart } = described(() => 'failover');
    cart.addRoute([{ to: [{ version: 'v2', cluster: c2 }], retries: RETRIES }]);
    expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual(['MC092']);
  });

  test('is MC093 if a rule to several clusters has no retries, or if there is no route', () => {
    const { mesh, c2, cart } = described(() => 'failover');
    cart.addRoute([
      { match: [{ uri: StringMatch.exact('/') }], to: [{ version: 'v2' }] },
      { to: [{ version: 'v2', cluster: c2 }] },
    ]);
    expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual(['MC093']);
    const bare = described(() => 'failover');
    bare.cart.addRoute([{ to: [{ version: 'v1' }], retries: { attempts: 0 } }]);
    expect(issuesOf(() => bare.mesh.plan(new SniAddressing())).map(({ code, what }) => [code, what])).toEqual([
      ['MC093', 'Rule 1 for "cart" must have retries, because the service fails over, but has none.'],
    ]);
    const routeless = described(() => 'failover');
    expect(codesOf(() => routeless.mesh.plan(new SniAddressing()))).toEqual(['MC093']);
  });

  test('works for a service whose versions run in one cluster each: a rule without "to" is the fix of MC092 and MC093', () => {
    const eachInOne = (rules?: readonly RouteRule<'v1' | 'v2'>[]): CartMesh => {
      const { mesh, c1, c2, c3 } = described();
      const versions = { v1: [c1], v2: [c2] } as const;
      const cart = mesh.addService('orders', { port: 8080, versions, distribution: { failover: [c1, c2] } });
      mesh.addService('shop', { port: 80, versions: { v1: [c1] } }).calls(cart);
      if (rules) cart.addRoute(rules);
      return { mesh, c1, c2, c3, cart };
    };
    expect(issuesOf(() => eachInOne().mesh.plan(new SniAddressing())).map(({ code, fix }) => [code, fix])).toEqual([
      [
        'MC093',
        "Add a route to any version: addRoute([{ retries: { attempts: 5, perTryTimeout: '1s', retryOn: 'idempotent' } }]).",
      ],
    ]);
    const toV1 = eachInOne([{ to: [{ version: 'v1' }], retries: RETRIES }]);
    expect(issuesOf(() => toV1.mesh.plan(new SniAddressing())).map(({ code, fix }) => [code, fix])).toEqual([
      [
        'MC092',
        'Run the version in another cluster too, leave "to" out of its rule to use any version, or leave "distribution" out.',
      ],
    ]);
    const { mesh, c1, cart } = eachInOne([{ retries: RETRIES }]);
    const { virtualService, workloadEntries, globalDestinationRule } = mesh.plan(new SniAddressing()).for(c1).of(cart);
    expect(virtualService?.spec.http).toEqual([
      {
        route: [{ destination: { host: 'orders.default.global' } }],
        retries: {
          attempts: 3,
          perTryTimeout: '1s',
          retryOn: 'connect-failure,refused-stream,unavailable,reset,503',
        },
      },
    ]);
    expect(workloadEntries.map(({ metadata }) => metadata.name)).toEqual(['orders-c2']);
    expect(globalDestinationRule?.spec.trafficPolicy?.loadBalancer?.localityLbSetting).toEqual({
      enabled: true,
      failoverPriority: ['rank-1.istio-multicluster/orders=true'],
    });
  });

  test('to the nearest without localities is MC094', () => {
    const { mesh, cart } = described(() => 'failover', []);
    cart.addRoute(TO_V2);
    expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, got }) => [code, got])).toEqual([
      ['MC094', '["c1", "c2", "c3"]'],
    ]);
  });

  test.each([
    ['eu', 'eu'],
    ['eu/a', 'eu'],
    ['eu', 'eu/a'],
    ['eu/a/x', 'eu/a'],
  ])('to the nearest is MC097 for clusters at %s and %s, which may be equally near', (own, other) => {
    const what = (caller: string, near: string): string =>
      `Callers of "cart" in ${caller} must be nearer to their own cluster than to ${near}, but the localities overlap.`;
    expect(failingOver(own, other)).toEqual([
      ['MC097', what(`"here" (${own})`, `"there" (${other})`)],
      ['MC097', what(`"there" (${other})`, `"here" (${own})`)],
    ]);
  });

  test.each([
    ['eu', 'us'],
    ['eu/a', 'eu/b'],
    ['eu/a/x', 'eu/a/y'],
  ])('to the nearest is valid for clusters at %s and %s', (own, other) => {
    expect(failingOver(own, other)).toEqual([]);
  });

  describe('to the nearest for callers whose own cluster does not run the version', () => {
    /** The issues if these localities are those of c1, c2 and c3. v2 runs in c2 and c3. */
    const issues = (
      localities: readonly string[],
      rules: readonly RouteRule<'v1' | 'v2'>[] = TO_V2,
      { callers = [1], scheme = new SniAddressing() }: { callers?: readonly number[]; scheme?: Scheme } = {},
    ): readonly (readonly [string, string])[] => {
      const { mesh, cart } = described(() => 'failover', localities, callers);
      cart.addRoute(rules);
      return issuesOf(() => mesh.plan(scheme)).map(({ code, what }) => [code, what]);
    };

    test('is MC183 if all clusters are equally far', () => {
      const { mesh, cart } = described(() => 'failover', ['eu', 'us/a', 'us/b']);
      cart.addRoute(TO_V2);
      expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, what, fix }) => [code, what, fix])).toEqual([
        [
          'MC183',
          'For callers in "c1" (eu), the clusters that run version "v2" of "cart" must not all be equally far, but "c2" (us/a) and "c3" (us/b) are. Failover would spread the requests over them.',
          'Under SniAddressing, list the order: distribution: { failover: [c1, c2, c3] }. Or use "spread". If one of them is nearer, correct the localities: it has the region or the zone of "c1".',
        ],
      ]);
    });

    test.each([
      ['in other regions', ['eu', 'us', 'asia']],
      ['in other zones of one region', ['eu/a', 'eu/b', 'eu/c']],
      ['in other subzones of one zone', ['eu/a/1', 'eu/a/2', 'eu/a/3']],
    ])('is MC183 if all clusters are %s', (_, localities) => {
      expect(issues(localities).map(([code]) => code)).toEqual(['MC183']);
      expect(issues(localities, TO_V2, { scheme: new EndpointDiscovery() }).map(([code]) => code)).toEqual(['MC183']);
    });

    test.each([
      ['in the region of the callers', ['eu/a', 'eu/b', 'us/c']],
      ['in the zone of the callers', ['eu/a/1', 'eu/a/2', 'eu/b/3']],
      ['where the callers are', ['eu/a', 'eu/a', 'eu/b']],
    ])('is valid if one cluster is %s', (_, localities) => {
      expect(issues(localities)).toEqual([]);
    });

    test('is valid if clusters are equally far behind a nearer one, and for a destination in one cluster', () => {
      const localities = ['eu', 'us', 'asia'];
      expect(issues(localities, [{ retries: RETRIES }])).toEqual([]);
      expect(issues(['eu/a', 'eu/b', 'asia'], [{ retries: RETRIES }], { callers: [1, 2] })).toEqual([]);
      const { mesh, c2, cart } = described(() => 'failover', localities);
      cart.addRoute([
        { match: [{ uri: StringMatch.exact('/') }], to: [{ version: 'v1' }], retries: RETRIES },
        { to: [{ version: 'v2', cluster: c2 }] },
      ]);
      expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual([]);
    });

    test('is one MC183 for several rules and for each cluster with such callers, also for mirrors', () => {
      const localities = ['eu', 'us', 'asia'];
      const match = [{ uri: StringMatch.exact('/') }];
      const rules = [{ match, to: [{ version: 'v2' }], retries: RETRIES } as const, ...TO_V2];
      expect(issues(localities, rules).map(([code]) => code)).toEqual(['MC183']);
      const toV1 = [{ to: [{ version: 'v1' }], mirrors: [{ version: 'v2' }], retries: RETRIES }] as const;
      expect(issues(localities, toV1, { callers: [1, 3] })).toEqual([
        [
          'MC183',
          expect.stringMatching(/^For callers in "c1" \(eu\), the clusters that run version "v2" of "cart" must/),
        ],
        [
          'MC183',
          expect.stringMatching(/^For callers in "c3" \(asia\), the clusters that run version "v1" of "cart" must/),
        ],
      ]);
    });
  });

  test('to the nearest is MC094 without the locality of callers', () => {
    const mesh = new Mesh('shop');
    const gateway = (last: number): GatewayAddress => GatewayAddress.parse(`192.0.2.${last}`);
    const here = mesh.addCluster('here');
    const near = mesh.addCluster('near', { gateway: gateway(1), locality: 'eu/a' });
    const far = mesh.addCluster('far', { gateway: gateway(2), locality: 'eu/b' });
    const web = mesh.addService('web', { port: 80, versions: { v1: [here] } });
    const cart = mesh.addService('cart', { port: 80, versions: { v1: [near, far] }, distribution: 'failover' });
    web.calls(cart);
    cart.addRoute([{ to: [{ version: 'v1' }], retries: RETRIES }]);
    const issues = issuesOf(() => mesh.plan(new SniAddressing()));
    expect(issues.map(({ code, got }) => [code, got])).toEqual([['MC094', '["here"]']]);
  });

  test.each([
    ['an unknown word', () => 'nearest' as never],
    ['an order that lacks a cluster', ({ c1, c2 }: ThreeClusters) => ({ failover: [c1, c2] as const })],
    ['an order with a cluster twice', ({ c1, c2 }: ThreeClusters) => ({ failover: [c1, c2, c2] as const })],
  ])('%s is MC091', (_, distribution) => {
    const { mesh, cart } = described(distribution);
    cart.addRoute(TO_V2);
    expect(codesOf(() => mesh.plan(new SniAddressing()))).toContain('MC091');
  });
});

describe('a destination in one cluster', () => {
  test('elsewhere is a subset of version and cluster, with the server name of the version', () => {
    const { mesh, c1, c2, c3, cart } = described();
    cart.addRoute([
      {
        to: [
          { version: 'v2', cluster: c3, weight: 1 },
          { version: 'v2', weight: 2 },
          { version: 'v1', cluster: c2, weight: 3 },
        ],
      },
    ]);
    const { globalDestinationRule, serviceEntry, virtualService } = mesh.plan(new SniAddressing()).for(c1).of(cart);
    const sni = (version: string): string => `outbound_.8080_.${version}_.cart.default.svc.cluster.local`;
    const subsets = globalDestinationRule?.spec.subsets ?? [];
    expect(subsets.map(({ name, labels, trafficPolicy }) => [name, labels, trafficPolicy?.tls?.sni])).toEqual([
      ['v1-c2', { version: 'v1', cluster: 'c2' }, sni('v1')],
      ['v2', { version: 'v2' }, sni('v2')],
      ['v2-c3', { version: 'v2', cluster: 'c3' }, sni('v2')],
    ]);
    expect(serviceEntry?.spec.endpoints?.map(({ labels }) => labels)).toEqual([
      { version: 'v1', cluster: 'c2' },
      { version: 'v2', cluster: 'c2' },
      { version: 'v2', cluster: 'c3' },
    ]);
    expect(
      virtualService?.spec.http?.[0]?.route?.map(({ destination, weight }) => [destination.subset, weight]),
    ).toEqual([
      ['v2-c3', 17],
      ['v2', 33],
      ['v1-c2', 50],
    ]);
  });

  test('here is the local host, and the other cluster that runs the version gets no requests and no Gateway', () => {
    const { mesh, c1, c2, cart } = described();
    cart.addRoute([{ to: [{ version: 'v1', cluster: c1 }] }]);
    const plan = mesh.plan(new SniAddressing());
    const { serviceEntry, virtualService } = plan.for(c1).of(cart);
    expect(serviceEntry).toBeUndefined();
    expect(virtualService?.spec.http).toEqual([
      { route: [{ destination: { host: 'cart.default.svc.cluster.local', subset: 'v1' } }] },
    ]);
    expect(plan.for(c2).gateway).toBeUndefined();
  });

  test('is MC090 if the cluster does not run the version, also for mirrors, and MC009 if it is of another mesh', () => {
    const { mesh, c3, cart } = described();
    cart.addRoute([{ to: [{ version: 'v1', cluster: c3 }], mirrors: [{ version: 'v1', cluster: c3 }] }]);
    expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, what, fix }) => [code, what, fix])).toEqual([
      [
        'MC090',
        '"cluster" of version "v1" in rule 1 for "cart" must be a cluster that runs "v1", but is Cluster "c3".',
        'Choose "c1" or "c2", or leave "cluster" out to use every cluster that runs it.',
      ],
      [
        'MC090',
        '"cluster" of mirror 1 of rule 1 for "cart" must be a cluster that runs "v1", but is Cluster "c3".',
        'Choose "c1" or "c2", or leave "cluster" out to use every cluster that runs it.',
      ],
    ]);
    const other = described();
    other.cart.addRoute([{ to: [{ version: 'v1', cluster: c3 }] }]);
    expect(codesOf(() => other.mesh.plan(new SniAddressing()))).toEqual(['MC009']);
  });

  test('is MC039 if its subset would have the name of a version', () => {
    const mesh = new Mesh('shop');
    const [c1, c2] = [1, 2].map((n) => mesh.addCluster(`c${n}`, { gateway: GatewayAddress.parse(`192.0.2.${n}`) })) as [
      Cluster,
      Cluster,
    ];
    const web = mesh.addService('web', { port: 80, versions: { v1: [c1] } });
    const cart = mesh.addService('cart', { port: 8080, versions: { v1: [c2], 'v1-c2': [c2] } });
    web.calls(cart);
    cart.addRoute([{ to: [{ version: 'v1', cluster: c2 }, { version: 'v1-c2' }] }]);
    expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, what }) => [code, what])).toEqual([
      [
        'MC039',
        'The subset of version "v1" of "cart" in "c2" would be named "v1-c2", which is the name of another subset.',
      ],
    ]);
  });
});
