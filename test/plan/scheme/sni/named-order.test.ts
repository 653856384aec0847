/** @module Tests orders of clusters whose gateways have DNS names: each version has a host of its own, or it is MC128. */
import { type Cluster, GatewayAddress, Mesh, type MeshService, type ServicePlan, SniAddressing } from '../../../../lib';
import { resourcesOf } from '../../../../lib/plan/service-plan';
import { codesOf, issuesOf } from '../../../support/issues';

const RETRIES = { attempts: 3, perTryTimeout: '1s', retryOn: 'idempotent' } as const;
const RANKS = ['rank-1.istio-multicluster/cart=true', 'rank-2.istio-multicluster/cart=true'];

interface Described {
  readonly mesh: Mesh;
  readonly clusters: readonly [Cluster, Cluster, Cluster];
  readonly cart: MeshService<'v1' | 'v2'>;
  readonly plan: () => ServicePlan;
}

/** web runs in c1. cart v1 runs in c2 and c3, and v2 in c1 and c2, in the order c3, c2, c1. */
function described(
  addresses: readonly [string, string, string] = ['192.0.2.1', '192.0.2.2', 'c3.example.com'],
): Described {
  const mesh = new Mesh('shop');
  const [c1, c2, c3] = addresses.map((address, index) =>
    mesh.addCluster(`c${index + 1}`, { gateway: GatewayAddress.parse(address), locality: `region${index}/a` }),
  );
  if (!c1 || !c2 || !c3) throw new Error('three clusters were added');
  const web = mesh.addService('web', { port: 80, versions: { v1: [c1] } });
  const versions = { v1: [c2, c3], v2: [c1, c2] } as const;
  const cart = mesh.addService('cart', { port: 8080, versions, distribution: { failover: [c3, c2, c1] } });
  web.calls(cart);
  return { mesh, clusters: [c1, c2, c3], cart, plan: () => mesh.plan(new SniAddressing()).for(c1).of(cart) };
}

test.each(['c3.example.com', '${C3}'])('a version has a host of its own if a gateway is at %s', (address) => {
  const { cart, plan } = described(['192.0.2.1', '192.0.2.2', address]);
  cart.addRoute([{ to: [{ version: 'v1' }], retries: RETRIES }]);
  const { ownHosts, virtualService, globalDestinationRule } = plan();
  const [own, ...others] = ownHosts;
  expect(others).toEqual([]);
  expect(virtualService?.spec.http?.[0]?.route).toEqual([{ destination: { host: 'v1.cart.default.global' } }]);
  expect(globalDestinationRule?.spec.subsets).toBeUndefined();
  expect(own?.serviceEntry.spec).toMatchObject({ hosts: ['v1.cart.default.global'], resolution: 'DNS' });
  expect(own?.serviceEntry.spec.endpoints?.map((each) => [each.address, each.labels?.['cluster']])).toEqual([
    ['192.0.2.2', 'c2'],
    [address, 'c3'],
  ]);
  expect(own?.destinationRule.spec).toMatchObject({
    host: 'v1.cart.default.global',
    trafficPolicy: {
      loadBalancer: { localityLbSetting: { enabled: true, failoverPriority: RANKS } },
      outlierDetection: { consecutiveLocalOriginFailures: 1 },
      tls: { sni: 'outbound_.8080_.v1_.cart.default.svc.cluster.local' },
    },
  });
});

test('endpoints that DNS resolves have no locality, because Istio puts only one locality in order', () => {
  const { cart, plan } = described();
  cart.addRoute([{ to: [{ version: 'v1' }], retries: RETRIES }]);
  const [own] = plan().ownHosts;
  expect(own?.serviceEntry.spec.endpoints?.map(({ locality }) => locality)).toEqual([undefined, undefined]);
});

test('a version beside local Pods has a host over these Pods if its other gateways have IP addresses', () => {
  const { cart, plan } = described();
  cart.addRoute([{ to: [{ version: 'v2' }], retries: RETRIES }]);
  const { ownHosts, workloadEntries } = plan();
  expect(ownHosts.map(({ serviceEntry: { spec } }) => [spec.resolution, spec.workloadSelector?.labels])).toEqual([
    ['STATIC', { 'service.istio-multicluster/cart': 'true', version: 'v2' }],
  ]);
  expect(workloadEntries.map(({ metadata }) => metadata.name)).toEqual(['cart-v2-c2']);
});

test('with IP addresses alone, versions stay subsets of one host', () => {
  const { cart, plan } = described(['192.0.2.1', '192.0.2.2', '192.0.2.3']);
  cart.addRoute([{ to: [{ version: 'v1' }], retries: RETRIES }]);
  const { ownHosts, globalDestinationRule, serviceEntry } = plan();
  expect(ownHosts).toEqual([]);
  expect(globalDestinationRule?.spec.subsets?.map(({ name }) => name)).toEqual(['v1']);
  expect(serviceEntry?.spec.endpoints?.map(({ locality }) => locality)).toEqual(['region1/a', 'region2/a']);
});

test('a destination in one cluster stays a subset, because it needs no order', () => {
  const { clusters, cart, plan } = described();
  const to = [{ version: 'v1', cluster: clusters[2] }, { version: 'v1' }] as const;
  cart.addRoute([{ to, retries: RETRIES }]);
  const { virtualService, globalDestinationRule, ownHosts } = plan();
  expect(virtualService?.spec.http?.[0]?.route?.map(({ destination }) => destination)).toEqual([
    { host: 'cart.default.global', subset: 'v1-c3' },
    { host: 'v1.cart.default.global' },
  ]);
  expect(globalDestinationRule?.spec.subsets?.map(({ name }) => name)).toEqual(['v1-c3']);
  expect(ownHosts).toHaveLength(1);
});

test('any version elsewhere keeps its host, whose endpoints then have no locality', () => {
  const mesh = new Mesh('shop');
  const add = (name: string, address: string): Cluster =>
    mesh.addCluster(name, { gateway: GatewayAddress.parse(address), locality: `${name}/a` });
  const [c1, c2, c3] = [add('c1', '192.0.2.1'), add('c2', 'c2.example.com'), add('c3', 'c3.example.com')];
  const versions = { v1: [c2], v2: [c3] } as const;
  const cart = mesh.addService('cart', { port: 8080, versions, distribution: { failover: [c3, c2] } });
  mesh.addService('web', { port: 80, versions: { v1: [c1] } }).calls(cart);
  cart.addRoute([{ retries: RETRIES }]);
  const plan = mesh.plan(new SniAddressing()).for(c1).of(cart);
  expect(plan.ownHosts).toEqual([]);
  expect(plan.serviceEntry?.spec.endpoints?.map(({ locality }) => locality)).toEqual([undefined, undefined]);
  expect(plan.globalDestinationRule?.spec.trafficPolicy?.loadBalancer?.localityLbSetting?.enabled).toBe(true);
});

test('objects of a version are named after its subset, once each', () => {
  const { cart, plan } = described();
  cart.addRoute([{ to: [{ version: 'v1' }], retries: RETRIES }]);
  const names = resourcesOf(plan()).map(({ kind, metadata: { name } }) => `${kind}/${name}`);
  expect(names).toEqual(expect.arrayContaining(['ServiceEntry/cart-v1-default', 'DestinationRule/cart-v1-global']));
});

test('the host of a version must fit too: fails with MC002 for a domain that only the host of the service fits in', () => {
  const { mesh, cart } = described();
  cart.addRoute([{ to: [{ version: 'v1' }], retries: RETRIES }]);
  const domain = `${'a.'.repeat(118)}com`;
  const issues = issuesOf(() => mesh.plan(new SniAddressing({ domain })));
  expect(issues.map(({ code, what }) => [code, what])).toEqual([
    [
      'MC002',
      `The host of service "cart" across clusters must have at most 253 characters, but "v1.cart.default.${domain}" has 255.`,
    ],
  ]);
});

describe('fails with MC128', () => {
  const fix =
    'Give it IP addresses, name a "cluster" in each destination, or use "failover", which takes the order from localities.';

  test('for a gateway with a DNS name that serves a version beside local Pods, once', () => {
    const { mesh, cart } = described(['192.0.2.1', 'c2.example.com', '192.0.2.3']);
    cart.addRoute([{ to: [{ version: 'v2' }, { version: 'v1' }], retries: RETRIES }]);
    expect(issuesOf(() => mesh.plan(new SniAddressing())).map((each) => [each.code, each.what, each.fix])).toEqual([
      [
        'MC128',
        'The gateway of cluster "c2" must have IP addresses, because version "v2" of "cart" has an order of clusters and also runs beside its callers in "c1", but has "c2.example.com".',
        fix,
      ],
    ]);
  });

  test('for any version, whose endpoints are those of all versions', () => {
    const { mesh, cart } = described();
    cart.addRoute([{ retries: RETRIES }]);
    expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, what }) => [code, what])).toEqual([
      [
        'MC128',
        'The gateway of cluster "c3" must have IP addresses, because "cart" has an order of clusters and also runs beside its callers in "c1", but has "c3.example.com".',
      ],
    ]);
  });

  test('but not for failover to the nearest, which keeps its order by DNS too', () => {
    const mesh = new Mesh('shop');
    const add = (name: string, address: string): Cluster =>
      mesh.addCluster(name, { gateway: GatewayAddress.parse(address), locality: `${name}/a` });
    const places = [add('here', 'here.example.com'), add('there', 'there.example.com')] as const;
    const cart = mesh.addService('cart', { port: 80, versions: { v1: places }, distribution: 'failover' });
    cart.addRoute([{ to: [{ version: 'v1' }], retries: RETRIES }]);
    expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual([]);
  });
});
