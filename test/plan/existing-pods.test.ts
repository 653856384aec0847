/** @module Services whose workloads exist without us, and Namespaces that are not ours: what is left out, and what is asked. */
import {
  type Distribution,
  GatewayAddress,
  Mesh,
  type MeshService,
  type ServicePlan,
  SniAddressing,
  type Cluster,
} from '../../lib';
import { codesOf, issuesOf } from '../support/issues';

interface Described {
  readonly mesh: Mesh;
  readonly clusters: readonly [Cluster, Cluster, Cluster];
  readonly cart: MeshService<'v1' | 'v2'>;
}

/** web, in c1, calls cart: v1 in c1 and c2, v2 in c2. Nothing runs in c3. */
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
    ...(distribution && { distribution: distribution([c1, c2]) }),
  });
  return { mesh, clusters: [c1, c2, c3], cart };
}

function plansOf({ mesh, cart }: Described): readonly ServicePlan[] {
  return mesh.plan(new SniAddressing()).clusters.map((plan) => plan.of(cart));
}

test('nothing is written of them where they run; where only callers do, a Service by which the name resolves', () => {
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

test('the plan says which labels Pods must have: those that make them endpoints beside gateways where they are', () => {
  const from = described();
  const { mesh, clusters, cart } = from;
  const [c1] = clusters;
  cart.addRoute([
    { from: [c1], match: [{ sourceNamespace: 'a' }], to: [{ version: 'v1' }] },
    { to: [{ version: 'v2' }] },
  ]);
  const plan = mesh.plan(new SniAddressing());
  expect(clusters.map((cluster) => plan.for(cluster).of(cart).existing)).toEqual([
    [{ version: 'v1', podLabels: { version: 'v1', 'istio-multicluster/service': 'cart' } }],
    [
      { version: 'v1', podLabels: { version: 'v1' } },
      { version: 'v2', podLabels: { version: 'v2' } },
    ],
    [],
  ]);
});

test('without a route, callers are sent to any version, so all Pods need them; an order of clusters asks for ranks', () => {
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

test('endpoints have the account that is named', () => {
  const [, , third] = plansOf(described());
  expect(third?.serviceEntry?.spec.endpoints?.map(({ serviceAccount }) => serviceAccount)).toEqual([
    'seller',
    'seller',
  ]);
});

test('Namespaces that exist are not written', () => {
  const kinds = (namespaces?: 'existing' | 'generated'): readonly unknown[] => {
    const mesh = new Mesh('shop', namespaces && { namespaces });
    mesh.addService('web', { port: 80, namespace: 'shop', versions: { v1: [mesh.addCluster('c1')] } });
    return mesh.plan(new SniAddressing()).clusters[0]?.namespaces.map(({ metadata }) => metadata.name) ?? [];
  };
  expect([kinds(), kinds('generated'), kinds('existing')]).toEqual([['shop'], ['shop'], []]);
});

test('an origin that there is not is MC115, with what was probably meant', () => {
  // @ts-expect-error no such origin
  const mesh = new Mesh('shop', { namespaces: 'existng' });
  // @ts-expect-error no such origin
  mesh.addService('web', { port: 80, versions: { v1: [mesh.addCluster('c1')] }, workloads: 'none' });
  expect(
    issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, what, fix }) => [
      code,
      what,
      /did you mean.*/.exec(fix)?.[0],
    ]),
  ).toEqual([
    ['MC115', 'namespaces of mesh "shop" is unknown', 'did you mean "existing"?'],
    ['MC115', 'workloads of service "web" is unknown', undefined],
  ]);
});

test('existing workloads without the name of their service account are MC116, and do not compile', () => {
  const mesh = new Mesh('shop');
  // @ts-expect-error the account is missing
  mesh.addService('web', { port: 80, versions: { v1: [mesh.addCluster('c1')] }, workloads: 'existing' });
  expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual(['MC116']);
});
