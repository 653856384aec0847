/** @module Tests the default distribution: callers stay in their own cluster if it runs the version, and others are spread. */
import {
  type Distribution,
  EndpointDiscovery,
  GatewayAddress,
  Mesh,
  type MeshPlan,
  type Scheme,
  SniAddressing,
  VipLedger,
} from '../../lib';
import { type CartMesh, cartMesh } from '../support/cart';
import { codesOf, issuesOf } from '../support/issues';

/** web runs in `callers`, by default in c1 and c3, and calls cart. cart v1 runs in c1 and c2, and v2 in c2. */
function described(callers: readonly number[] = [1, 3], distribution?: Distribution): CartMesh {
  return cartMesh({ callers, v2: [2], distribution: distribution && ((): Distribution => distribution) });
}

const RETRIES = { attempts: 3, perTryTimeout: '1s', retryOn: 'idempotent' } as const;
const HOST = 'cart.default.svc.cluster.local';

function exposedIn({ clusters }: MeshPlan): readonly string[] {
  return clusters.flatMap(({ cluster, gateway }) => (gateway === undefined ? [] : [cluster.name]));
}

describe('under SniAddressing', () => {
  const plan = ({ mesh }: CartMesh): MeshPlan => mesh.plan(new SniAddressing());

  test('it is the default, and is written as if it were', () => {
    const planned = (distribution?: Distribution): unknown => {
      const all = described(undefined, distribution);
      all.cart.addRoute([{ to: [{ version: 'v1' }], retries: RETRIES }]);
      return plan(all).clusters.map(({ services }) =>
        services.map(({ virtualService, serviceEntry }) => [virtualService, serviceEntry]),
      );
    };
    expect(planned()).toEqual(planned('local'));
    expect(planned()).not.toEqual(planned('spread'));
  });

  test('callers in a cluster that runs the version stay there, and nothing is written for elsewhere', () => {
    const all = described([1]);
    all.cart.addRoute([{ to: [{ version: 'v1' }], retries: RETRIES }]);
    const planned = plan(all);
    const { serviceEntry, workloadEntries, globalDestinationRule, virtualService } = planned.for(all.c1).of(all.cart);
    expect([serviceEntry, workloadEntries, globalDestinationRule]).toEqual([undefined, [], undefined]);
    expect(virtualService?.spec.http?.map(({ route }) => route)).toEqual([
      [{ destination: { host: HOST, subset: 'v1' } }],
    ]);
    expect(virtualService?.spec.http?.[0]?.retries).not.toHaveProperty('retryRemoteLocalities');
    expect(exposedIn(planned)).toEqual([]);
  });

  test('callers in another cluster are spread over all that run the version', () => {
    const all = described();
    all.cart.addRoute([{ to: [{ version: 'v1' }], retries: RETRIES }]);
    const { serviceEntry, globalDestinationRule, virtualService } = plan(all).for(all.c3).of(all.cart);
    expect(serviceEntry?.spec.endpoints?.map(({ labels }) => labels?.['cluster'])).toEqual(['c1', 'c2']);
    const [subset] = globalDestinationRule?.spec.subsets ?? [];
    expect(subset?.trafficPolicy).toMatchObject({
      loadBalancer: { localityLbSetting: { enabled: false } },
      outlierDetection: { consecutiveLocalOriginFailures: 1 },
    });
    expect(virtualService?.spec.http?.[0]?.retries?.retryRemoteLocalities).toBe(true);
  });

  test.each([
    ['nowhere else', [1, 2], []],
    ['in a cluster without the version', [1, 3], ['c1', 'c2']],
  ])('a cluster is exposed only if callers are sent there: callers run also %s', (_, callers, exposed) => {
    const all = described(callers);
    all.cart.addRoute([{ to: [{ version: 'v1' }] }]);
    expect(exposedIn(plan(all))).toEqual(exposed);
  });

  test('each destination of a rule is decided on its own, and one in a named cluster goes there', () => {
    const all = described([1]);
    const { c1, c2, cart } = all;
    cart.addRoute([
      { to: [{ version: 'v1' }, { version: 'v2' }, { version: 'v1', cluster: c2 }], mirrors: [{ version: 'v1' }] },
    ]);
    const { virtualService, serviceEntry, workloadEntries } = plan(all).for(c1).of(cart);
    const [rule] = virtualService?.spec.http ?? [];
    expect(rule?.route?.map(({ destination }) => destination)).toEqual([
      { host: HOST, subset: 'v1' },
      { host: 'cart.default.global', subset: 'v2' },
      { host: 'cart.default.global', subset: 'v1-c2' },
    ]);
    expect(rule?.mirrors?.map(({ destination }) => destination)).toEqual([{ host: HOST, subset: 'v1' }]);
    expect(serviceEntry?.spec.workloadSelector).toBeUndefined();
    expect(workloadEntries).toEqual([]);
  });

  test('without a route, callers stay if any version runs in their cluster, and need no VirtualService', () => {
    const all = described();
    const planned = plan(all);
    const { routes, route, virtualService, serviceEntry } = planned.for(all.c1).of(all.cart);
    expect([routes, route, virtualService, serviceEntry]).toEqual([[], undefined, undefined, undefined]);
    const elsewhere = planned.for(all.c3).of(all.cart);
    expect(elsewhere.virtualService?.spec.http).toEqual([
      { route: [{ destination: { host: 'cart.default.global' } }] },
    ]);
    expect(elsewhere.serviceEntry?.spec.endpoints?.map(({ labels }) => labels)).toEqual([
      { cluster: 'c1' },
      { cluster: 'c2' },
    ]);
  });

  test('an ingress gateway stays too, and its owner can delegate to the route in every cluster', () => {
    const { mesh, c1, c3, cart } = described();
    const gateway = { clusters: [c1, c3], serviceAccountName: 'ingress' } as const;
    mesh.addIngressGateway('ingress', gateway).calls(cart);
    const planned = mesh.plan(new SniAddressing());
    const hosts = [c1, c3].map((cluster) =>
      planned
        .for(cluster)
        .of(cart)
        .ingressVirtualService?.spec.http?.flatMap(({ route = [] }) => route.map(({ destination: { host } }) => host)),
    );
    expect(hosts).toEqual([[HOST], ['cart.default.global']]);
    expect(planned.for(c1).of(cart).virtualService).toBeUndefined();
  });

  test('a port without rules stays beside a port with rules', () => {
    const { mesh, c1, c2, cart } = described([1]);
    const ports = { http: { port: 80, protocol: 'HTTP' }, db: { port: 5432, protocol: 'TCP' } } as const;
    const store = mesh.addService('store', { ports, versions: { v1: [c1], v2: [c2] } });
    cart.calls(store, { from: ['v1'] });
    store.addRoute([{ to: [{ version: 'v2' }] }]);
    const spec = mesh
      .plan(new SniAddressing({ vips: VipLedger.parse('') }))
      .for(c1)
      .of(store).virtualService?.spec;
    expect(spec?.http?.map(({ route }) => route)).toEqual([
      [{ destination: { host: 'store.default.global', subset: 'v2' } }],
    ]);
    expect(spec).not.toHaveProperty('tcp');
  });

  test('several gateway addresses and a consistent hash are valid, because no Pods are beside gateways', () => {
    const problems = (distribution?: Distribution): readonly string[] => {
      const mesh = new Mesh('shop');
      const here = mesh.addCluster('here');
      const addresses = [GatewayAddress.parse('192.0.2.1'), GatewayAddress.parse('192.0.2.2')] as const;
      const far = mesh.addCluster('far', { gateway: { addresses } });
      const trafficPolicy = { loadBalancer: { consistentHash: { httpHeaderName: 'user' } } } as const;
      const cart = mesh.addService('cart', {
        port: 80,
        versions: { v1: [here, far] },
        trafficPolicy,
        ...(distribution && { distribution }),
      });
      mesh.addService('web', { port: 80, versions: { v1: [here] } }).calls(cart);
      return codesOf(() => mesh.plan(new SniAddressing()));
    };
    expect(problems()).toEqual([]);
    expect(problems('spread')).toEqual(['MC075', 'MC114']);
  });
});

describe('under EndpointDiscovery', () => {
  const plan = ({ mesh }: CartMesh): MeshPlan => mesh.plan(new EndpointDiscovery());

  test('callers stay by a subset of their own cluster, and others are spread by the subset of the version', () => {
    const all = described();
    all.cart.addRoute([{ to: [{ version: 'v1' }], retries: RETRIES }]);
    const planned = plan(all);
    const rules = [all.c1, all.c3].map((cluster) => planned.for(cluster).of(all.cart).virtualService?.spec.http?.[0]);
    expect(rules.map((rule) => rule?.route)).toEqual([
      [{ destination: { host: HOST, subset: 'v1-c1' } }],
      [{ destination: { host: HOST, subset: 'v1' } }],
    ]);
    expect(rules.map((rule) => rule?.retries?.retryRemoteLocalities)).toEqual([undefined, true]);
    expect(exposedIn(planned)).toEqual(['c1', 'c2']);
  });

  test('the DestinationRule has the subsets of all callers that stay, and is the same in all clusters', () => {
    const all = described([1, 2, 3]);
    all.cart.addRoute([{ to: [{ version: 'v1' }] }]);
    const [first, ...others] = plan(all).clusters.map((each) => each.of(all.cart).localDestinationRule);
    expect(others).toEqual([first, first]);
    expect(
      first?.spec.subsets?.map(({ name, labels, trafficPolicy }) => [name, labels, trafficPolicy?.loadBalancer]),
    ).toEqual([
      ['v1', { version: 'v1' }, { localityLbSetting: { enabled: false } }],
      ['v2', { version: 'v2' }, undefined],
      ['v1-c1', { version: 'v1', 'topology.istio.io/cluster': 'c1' }, undefined],
      ['v1-c2', { version: 'v1', 'topology.istio.io/cluster': 'c2' }, undefined],
    ]);
  });

  test('without a route, callers stay by a subset that is named after their cluster', () => {
    const all = described();
    const planned = plan(all);
    const { virtualService, localDestinationRule } = planned.for(all.c1).of(all.cart);
    expect(virtualService?.spec.http).toEqual([{ route: [{ destination: { host: HOST, subset: 'c1' } }] }]);
    expect(localDestinationRule?.spec.subsets?.slice(2).map(({ name, labels }) => [name, labels])).toEqual([
      ['c1', { 'topology.istio.io/cluster': 'c1' }],
    ]);
    expect(planned.for(all.c3).of(all.cart).localDestinationRule).toEqual(localDestinationRule);
    const elsewhere = planned.for(all.c3).of(all.cart).virtualService?.spec.http;
    expect(elsewhere).toEqual([{ route: [{ destination: { host: HOST } }] }]);
  });

  test.each([
    [
      'of a version',
      'east',
      'v1-east',
      true,
      'The subset of version "v1" of "cart" in "east" would be named "v1-east"',
    ],
    ['of a cluster', 'east', 'east', false, 'The subset of "cart" in "east" would be named "east"'],
  ])('a subset %s with the name of a version is MC039', (_, name, version, isRouted, what) => {
    const planned = (scheme: Scheme): readonly unknown[] => {
      const mesh = new Mesh('shop');
      const gateway = (last: number): GatewayAddress => GatewayAddress.parse(`192.0.2.${last}`);
      const east = mesh.addCluster(name, { gateway: gateway(1) });
      const west = mesh.addCluster('west', { gateway: gateway(2) });
      const cart = mesh.addService('cart', { port: 80, versions: { v1: [east, west], [version]: [west] } });
      if (isRouted) cart.addRoute([{ from: [east], to: [{ version: 'v1' }] }, { to: [{ version }] }]);
      return issuesOf(() => mesh.plan(scheme)).map((issue) => [issue.code, issue.what]);
    };
    expect(planned(new EndpointDiscovery())).toEqual([['MC039', `${what}, which is the name of another subset.`]]);
    // no other scheme has this subset
    expect(planned(new SniAddressing())).toEqual([]);
  });

  test('a clash that a rule causes is MC039 once, also if callers stay by the same subset', () => {
    const mesh = new Mesh('shop');
    const [east, west] = [mesh.addCluster('east'), mesh.addCluster('west')];
    const cart = mesh.addService('cart', { port: 80, versions: { v1: [east, west], 'v1-east': [west] } });
    cart.addRoute([{ to: [{ version: 'v1' }, { version: 'v1', cluster: east }] }]);
    expect(codesOf(() => mesh.plan(new EndpointDiscovery()))).toEqual(['MC039']);
  });
});
