/** @module Tests that existing workloads and Namespaces are not written, and which labels existing Pods need. */
import {
  type Distribution,
  GatewayAddress,
  Mesh,
  type MeshService,
  type ServicePlan,
  SniAddressing,
  type Cluster,
} from '../../lib';
import { isLabelKey, rankLabel, serviceLabel } from '../../lib/istio';
import { codesOf, issuesOf } from '../support/issues';

interface Described {
  readonly mesh: Mesh;
  readonly clusters: readonly [Cluster, Cluster, Cluster];
  readonly cart: MeshService<'v1' | 'v2'>;
}

/** cart v1 runs in c1 and c2, and v2 in c2, by default spread. Every cluster calls it, and nothing runs in c3. */
function described(distribution?: (clusters: readonly [Cluster, Cluster]) => Distribution): Described {
  const mesh = new Mesh('shop');
  const add = (name: string): Cluster =>
    mesh.addCluster(name, { gateway: GatewayAddress.parse(`192.0.2.${name.slice(1)}`) });
  const [c1, c2, c3] = [add('c1'), add('c2'), add('c3')];
  mesh.addService('web', { port: 80, versions: { v1: [c1] } });
  const cart = mesh.addService('cart', {
    port: 8080,
    versions: { v1: [c1, c2], v2: [c2] },
    workloads: 'existing',
    serviceAccountName: 'seller',
    distribution: distribution?.([c1, c2]) ?? 'spread',
  });
  return { mesh, clusters: [c1, c2, c3], cart };
}

function plansOf({ mesh, cart }: Described): readonly ServicePlan[] {
  return mesh.plan(new SniAddressing()).clusters.map((plan) => plan.of(cart));
}

test('existing workloads are not written, but a cluster with only callers gets a Service so that the name resolves', () => {
  const [first, second, third] = plansOf(described());
  expect([first?.workloads, second?.workloads]).toEqual([undefined, undefined]);
  expect(third?.workloads).toMatchObject({
    service: { spec: { ports: [{ port: 8080 }] } },
    serviceAccount: undefined,
    deployments: [],
  });
  expect(third?.existing).toEqual([]);
  expect(first?.virtualService?.kind).toBe('VirtualService');
});

test('the plan names the labels that Pods need to be endpoints beside gateways', () => {
  const from = described();
  const { mesh, clusters, cart } = from;
  const [c1] = clusters;
  cart.addRoute([
    { from: [c1], match: [{ sourceNamespace: 'a' }], to: [{ version: 'v1' }] },
    { to: [{ version: 'v2' }] },
  ]);
  const plan = mesh.plan(new SniAddressing());
  expect(clusters.map((cluster) => plan.for(cluster).of(cart).existing)).toEqual([
    [{ version: 'v1', podLabels: { version: 'v1', 'service.istio-multicluster/cart': 'true' } }],
    [
      { version: 'v1', podLabels: { version: 'v1' } },
      { version: 'v2', podLabels: { version: 'v2' } },
    ],
    [],
  ]);
});

test('all Pods need the labels without a route, which means any version, and an order of clusters needs ranks', () => {
  const from = described(([c1, c2]) => ({ failover: [c2, c1] }));
  from.cart.addRoute([{ to: [{ version: 'v1' }], retries: { attempts: 1, perTryTimeout: '1s', retryOn: 'safe' } }]);
  expect(plansOf(from).map(({ existing }) => existing.map(({ podLabels }) => Object.keys(podLabels).length))).toEqual([
    [2],
    [3, 1],
    [],
  ]);
  const any = plansOf(described());
  expect(any.map(({ existing }) => existing.map(({ podLabels }) => Object.keys(podLabels).length))).toEqual([
    [2],
    [2, 2],
    [],
  ]);
});

test('services over the same Pods have labels and ranks with keys of their own', () => {
  const { mesh, clusters, cart } = described(([c1, c2]) => ({ failover: [c1, c2] }));
  const [c1, c2] = clusters;
  const basket = mesh.addService('basket', {
    port: 8080,
    versions: { v1: [c1, c2], v2: [c2] },
    workloads: 'existing',
    serviceAccountName: 'seller',
    distribution: { failover: [c2, c1] },
  });
  const retries = { attempts: 1, perTryTimeout: '1s', retryOn: 'safe' } as const;
  for (const service of [cart, basket]) service.addRoute([{ to: [{ version: 'v1' }], retries }]);
  const plan = mesh.plan(new SniAddressing()).for(c1);
  const [own, other] = [cart, basket].map((service) => plan.of(service).existing[0]?.podLabels);
  expect({ ...own, ...other }).toEqual({
    version: 'v1',
    'service.istio-multicluster/cart': 'true',
    'rank-1.istio-multicluster/cart': 'true',
    'service.istio-multicluster/basket': 'true',
  });
  expect(plan.of(basket).serviceEntry?.spec.workloadSelector?.labels).toEqual({
    'service.istio-multicluster/basket': 'true',
  });
  expect(plan.of(basket).globalDestinationRule?.spec.subsets?.[0]?.trafficPolicy?.loadBalancer).toEqual({
    localityLbSetting: { enabled: true, failoverPriority: ['rank-1.istio-multicluster/basket=true'] },
  });
});

test('the keys of labels are valid for the longest name of a service', () => {
  const name = 'a'.repeat(63);
  for (const key of [...Object.keys(serviceLabel(name)), rankLabel(name, 99)]) expect(isLabelKey(key)).toBe(true);
});

test('endpoints have the given service account', () => {
  const [, , third] = plansOf(described());
  expect(third?.serviceEntry?.spec.endpoints?.map(({ serviceAccount }) => serviceAccount)).toEqual([
    'seller',
    'seller',
  ]);
});

test('existing Namespaces are not written', () => {
  const kinds = (namespaces?: 'existing' | 'generated'): readonly unknown[] => {
    const mesh = new Mesh('shop', namespaces && { namespaces });
    mesh.addService('web', { port: 80, namespace: 'shop', versions: { v1: [mesh.addCluster('c1')] } });
    return mesh.plan(new SniAddressing()).clusters[0]?.namespaces.map(({ metadata }) => metadata.name) ?? [];
  };
  expect([kinds(), kinds('generated'), kinds('existing')]).toEqual([['shop'], ['shop'], []]);
});

test('an unknown origin of workloads or Namespaces is MC115 and gets a suggestion', () => {
  // @ts-expect-error there is no such origin
  const mesh = new Mesh('shop', { namespaces: 'existng' });
  // @ts-expect-error there is no such origin
  mesh.addService('web', { port: 80, versions: { v1: [mesh.addCluster('c1')] }, workloads: 'none' });
  const issues = issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, what, fix }) => [code, what, fix]);
  const fix = 'Use "existing" if something else creates them.';
  expect(issues).toEqual([
    [
      'MC115',
      '"namespaces" of mesh "shop" must be "generated" or "existing", but is "existng".',
      `Did you mean "existing"? ${fix}`,
    ],
    ['MC115', '"workloads" of service "web" must be "generated" or "existing", but is "none".', fix],
  ]);
});

test('existing workloads without a service account name are MC116 and do not compile', () => {
  const mesh = new Mesh('shop');
  // @ts-expect-error serviceAccountName is missing
  mesh.addService('web', { port: 80, versions: { v1: [mesh.addCluster('c1')] }, workloads: 'existing' });
  expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual(['MC116']);
});
