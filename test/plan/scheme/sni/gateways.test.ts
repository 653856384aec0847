/** @module Tests how the gateways of clusters become endpoints and Gateway objects, with equal shares for clusters. */
import {
  Article2019,
  type Cluster,
  type ClusterProps,
  GatewayAddress,
  Mesh,
  type MeshService,
  type MeshServiceBaseProps,
  SniAddressing,
} from '../../../../lib';
import { issuesOf } from '../../../support/issues';

type Gateway = NonNullable<ClusterProps['gateway']>;

const at = (text: string): GatewayAddress => GatewayAddress.parse(text);
const ip = (last: number): GatewayAddress => at(`192.0.2.${last}`);

/** web runs in `here` and calls cart. cart v1 runs behind each of the gateways, and v2 behind the first. */
function shopBehind(gateways: readonly [Gateway, ...Gateway[]]): {
  readonly mesh: Mesh;
  readonly here: Cluster;
  readonly far: readonly [Cluster, ...Cluster[]];
  readonly cart: MeshService<'v1' | 'v2'>;
} {
  const mesh = new Mesh('shop');
  const here = mesh.addCluster('here');
  const [first, ...others] = gateways;
  const add = (gateway: Gateway, index: number): Cluster => mesh.addCluster(`far${index}`, { gateway });
  const far = [add(first, 0), ...others.map((gateway, index) => add(gateway, index + 1))] as const;
  const web = mesh.addService('web', { port: 80, versions: { v1: [here] } });
  const cart = mesh.addService('cart', { port: 8080, versions: { v1: far, v2: [far[0]] } });
  web.calls(cart);
  return { mesh, here, far, cart };
}

/** The endpoints of cart v1 for the caller's cluster, and its load balancer. */
function planned(...gateways: readonly [Gateway, ...Gateway[]]): {
  readonly endpoints: readonly (readonly unknown[])[];
  readonly resolution: string | undefined;
  readonly loadBalancer: unknown;
} {
  const { mesh, here, cart } = shopBehind(gateways);
  cart.addRoute([{ to: [{ version: 'v1' }] }]);
  const { serviceEntry, globalDestinationRule } = mesh.plan(new SniAddressing()).for(here).of(cart);
  const { endpoints = [], resolution } = serviceEntry?.spec ?? {};
  return {
    endpoints: endpoints.map(({ address, ports, labels, weight }) => [
      labels?.['cluster'],
      address,
      ports?.['http'],
      weight,
    ]),
    resolution,
    loadBalancer: globalDestinationRule?.spec.subsets?.[0]?.trafficPolicy?.loadBalancer,
  };
}

test('each address of a gateway is an endpoint, at the port that other clusters connect to', () => {
  expect(planned({ addresses: [ip(1), ip(2)], port: 31443 })).toEqual({
    endpoints: [
      ['far0', '192.0.2.1', 31443, undefined],
      ['far0', '192.0.2.2', 31443, undefined],
    ],
    resolution: 'STATIC',
    loadBalancer: { localityLbSetting: { enabled: false } },
  });
});

test('a dead address is ejected if the cluster has another address, but not if it is the only one', () => {
  const policyOf = (gateway: Gateway): unknown => {
    const { mesh, here, cart } = shopBehind([gateway]);
    cart.addRoute([{ to: [{ version: 'v1' }] }]);
    const rule = mesh.plan(new SniAddressing()).for(here).of(cart).globalDestinationRule;
    return rule?.spec.subsets?.[0]?.trafficPolicy?.outlierDetection?.consecutiveLocalOriginFailures;
  };
  expect([policyOf({ addresses: [ip(1), ip(2)] }), policyOf(ip(1))]).toEqual([1, undefined]);
});

test('clusters with equally many addresses need no weights', () => {
  const { endpoints, loadBalancer } = planned({ addresses: [ip(1), ip(2)] }, { addresses: [ip(3), ip(4)] });
  expect(endpoints.map(([cluster, , , weight]) => [cluster, weight])).toEqual([
    ['far0', undefined],
    ['far0', undefined],
    ['far1', undefined],
    ['far1', undefined],
  ]);
  expect(loadBalancer).toEqual({ localityLbSetting: { enabled: false } });
});

test.each([
  [
    [2, 1],
    [1, 1, 2],
  ],
  [
    [2, 3],
    [3, 3, 2, 2, 2],
  ],
  [
    [1, 4, 6],
    [12, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2],
  ],
])('clusters with %j addresses have equal shares by weights %j and round robin', (counts, weights) => {
  const gateways = counts.map((count, cluster): Gateway => {
    const [first, ...others] = Array.from({ length: count }, (_, index) => ip(10 * cluster + index));
    if (first === undefined) throw new Error('a gateway has an address');
    return { addresses: [first, ...others] };
  });
  const [first, ...others] = gateways;
  if (first === undefined) throw new Error('there are gateways');
  const { endpoints, loadBalancer } = planned(first, ...others);
  expect(endpoints.map(([, , , weight]) => weight)).toEqual(weights);
  expect(loadBalancer).toEqual({ simple: 'ROUND_ROBIN', localityLbSetting: { enabled: false } });
});

test('a version in one cluster has no weights, even if another version has', () => {
  const { mesh, here, cart } = shopBehind([{ addresses: [ip(1), ip(2)] }, ip(3)]);
  cart.addRoute([{ to: [{ version: 'v1' }, { version: 'v2' }] }]);
  const { endpoints = [] } = mesh.plan(new SniAddressing()).for(here).of(cart).serviceEntry?.spec ?? {};
  expect(endpoints.map(({ labels, weight }) => [labels?.['version'], labels?.['cluster'], weight])).toEqual([
    ['v1', 'far0', 1],
    ['v1', 'far0', 1],
    ['v1', 'far1', 2],
    ['v2', 'far0', undefined],
    ['v2', 'far0', undefined],
  ]);
});

test.each([
  ['192.0.2.1', '192.0.2.2', 'STATIC'],
  ['192.0.2.1', '2001:db8::7', 'STATIC'],
  ['192.0.2.1', 'gw.example.com', 'DNS'],
  ['${GATEWAY_1}', '${GATEWAY_2}', 'DNS'],
])('addresses %s and %s have resolution %s', (one, other, resolution) => {
  const addresses = [at(one), at(other)] as const;
  expect(planned({ addresses }).resolution).toBe(resolution);
  expect(planned({ addresses }, ip(9)).resolution).toBe(resolution);
});

test('beside local Pods each address is a WorkloadEntry, and the first has the name that a single one has', () => {
  const mesh = new Mesh('shop');
  const here = mesh.addCluster('here');
  const one = mesh.addCluster('one', { gateway: ip(9) });
  const three = mesh.addCluster('three', { gateway: { addresses: [ip(1), ip(2), ip(3)] } });
  const web = mesh.addService('web', { port: 80, versions: { v1: [here] } });
  const cart = mesh.addService('cart', {
    port: 80,
    versions: { v1: [here, one], v2: [three] },
    distribution: 'spread',
  });
  web.calls(cart);
  cart.addRoute([{ to: [{ version: 'v1' }, { version: 'v2' }] }]);
  const { serviceEntry, workloadEntries } = mesh.plan(new SniAddressing()).for(here).of(cart);
  expect(serviceEntry?.spec.workloadSelector).toBeDefined();
  expect(workloadEntries.map(({ metadata: { name }, spec: { address, weight } }) => [name, address, weight])).toEqual([
    ['cart-v1-one', '192.0.2.9', undefined],
    ['cart-v2-three', '192.0.2.1', undefined],
    ['cart-v2-three.2', '192.0.2.2', undefined],
    ['cart-v2-three.3', '192.0.2.3', undefined],
  ]);
});

test('fails with MC075 if a cluster with several addresses would take several shares beside local Pods', () => {
  const mesh = new Mesh('shop');
  const here = mesh.addCluster('here');
  const far = mesh.addCluster('far', { gateway: { addresses: [ip(1), ip(2)] } });
  const web = mesh.addService('web', { port: 80, versions: { v1: [here] } });
  const cart = mesh.addService('cart', { port: 80, versions: { v1: [here, far], v2: [far] }, distribution: 'spread' });
  web.calls(cart);
  web.calls(mesh.addService('ads', { port: 80, versions: { v1: [here, far] }, distribution: 'spread' }));
  cart.addRoute([{ to: [{ version: 'v1' }, { version: 'v2' }] }]);
  expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, what, got }) => [code, what, got])).toEqual([
    [
      'MC075',
      'The gateway of cluster "far" must have one address, because "ads" also runs beside its callers in "here", but has 2.',
      '["192.0.2.1", "192.0.2.2"]',
    ],
    [
      'MC075',
      'The gateway of cluster "far" must have one address, because version "v1" of "cart" also runs beside its callers in "here", but has 2.',
      '["192.0.2.1", "192.0.2.2"]',
    ],
  ]);
});

describe('a load balancer of the user, if clusters have different numbers of addresses,', () => {
  const turns = (simple: string): string =>
    'The load balancer of version "v1" of "cart" must be "ROUND_ROBIN", because callers in "here" are sent to clusters ' +
    `whose gateways have different numbers of addresses, but is "${simple}".`;

  /** The issues if cart v1 has these policies and runs behind a gateway with one address and a gateway with two. */
  function found(policies: Partial<Pick<MeshServiceBaseProps<'v1'>, 'trafficPolicy' | 'versionPolicies'>>) {
    const mesh = new Mesh('shop');
    const here = mesh.addCluster('here');
    const far = [
      mesh.addCluster('far0', { gateway: ip(1) }),
      mesh.addCluster('far1', { gateway: { addresses: [ip(2), ip(3)] } }),
    ] as const;
    const cart = mesh.addService('cart', { port: 80, versions: { v1: far }, ...policies });
    mesh.addService('web', { port: 80, versions: { v1: [here] } }).calls(cart);
    cart.addRoute([{ to: [{ version: 'v1' }] }]);
    return issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, what, got }) => [code, what, got]);
  }

  test.each(['RANDOM', 'LEAST_REQUEST'] as const)('is MC126 if it is %s, which does not keep to weights', (simple) => {
    expect(found({ trafficPolicy: { loadBalancer: { simple } } })).toEqual([['MC126', turns(simple), `"${simple}"`]]);
    expect(found({ versionPolicies: { v1: { loadBalancer: { simple } } } })).toHaveLength(1);
  });

  test('is not judged where an address is wrong', () => {
    const mesh = new Mesh('shop');
    const here = mesh.addCluster('here');
    const far = [
      mesh.addCluster('far0', { gateway: ip(1) }),
      mesh.addCluster('far1', { gateway: { addresses: [GatewayAddress.parse('100 %')] } }),
    ] as const;
    const trafficPolicy = { loadBalancer: { simple: 'RANDOM' } } as const;
    const cart = mesh.addService('cart', { port: 80, versions: { v1: far }, trafficPolicy });
    mesh.addService('web', { port: 80, versions: { v1: [here] } }).calls(cart);
    expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ code }) => code)).toEqual(['MC022']);
  });

  test('can be ROUND_ROBIN or missing', () => {
    const loadBalancer = { simple: 'ROUND_ROBIN' } as const;
    expect(found({ trafficPolicy: { loadBalancer } })).toEqual([]);
    expect(found({ trafficPolicy: { loadBalancer: { warmup: { duration: '30s' } } } })).toEqual([]);
    const random = { loadBalancer: { simple: 'RANDOM' } } as const;
    expect(found({ trafficPolicy: random, versionPolicies: { v1: { loadBalancer } } })).toEqual([]);
  });
});

test('the Gateway selects the user’s gateway Pods, in their namespace, at the port of their Service', () => {
  const selector = { app: 'gate', tier: 'edge' };
  const { mesh, far, cart } = shopBehind([
    { addresses: [ip(1)], port: 31443, serverPort: 443, selector, namespace: 'gates' },
  ]);
  expect(cart.versions).toEqual(['v1', 'v2']);
  expect(mesh.plan(new SniAddressing()).for(far[0]).gateway).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name: 'shop', namespace: 'gates' },
    spec: {
      selector,
      servers: [
        {
          port: { number: 443, name: 'tls', protocol: 'TLS' },
          tls: { mode: 'AUTO_PASSTHROUGH' },
          hosts: ['default/cart.default.svc.cluster.local'],
        },
      ],
    },
  });
});

test('with Istio’s stock Gateway no Gateway is written, and all other objects are the same', () => {
  const [exact, stock] = ([ip(1), { addresses: [ip(1)], exposure: 'stock' }] as const).map((gateway) => {
    const { mesh, here, far, cart } = shopBehind([gateway]);
    const plan = mesh.plan(new SniAddressing());
    const { serviceEntry, globalDestinationRule, virtualService } = plan.for(here).of(cart);
    const { localDestinationRule } = plan.for(far[0]).of(cart);
    return {
      gateway: plan.for(far[0]).gateway,
      rest: [serviceEntry, globalDestinationRule, virtualService, localDestinationRule],
    };
  });
  expect(exact?.gateway).toBeDefined();
  expect(stock?.gateway).toBeUndefined();
  expect(stock?.rest).toEqual(exact?.rest);
});

test('Article2019 also has an endpoint for each address, and leaves the Gateway to the installation', () => {
  const selector = { app: 'gate' };
  const { mesh, here, far, cart } = shopBehind([
    { addresses: [ip(1), ip(2)], port: 31443, selector, serverPort: 443, namespace: 'gates' },
  ]);
  const plan = mesh.plan(new Article2019({ vips: new Map([[cart, '240.0.0.3']]) }));
  const labels = { cluster: 'far0' };
  expect(plan.for(here).of(cart).serviceEntry?.spec).toMatchObject({
    resolution: 'DNS',
    endpoints: [
      { address: '192.0.2.1', labels, ports: { http1: 31443 } },
      { address: '192.0.2.2', labels, ports: { http1: 31443 } },
    ],
  });
  expect(plan.for(far[0]).gateway).toBeUndefined();
});
