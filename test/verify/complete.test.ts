/** @module What belongs to a service is written as a whole, by one app or by several. */
import * as fs from 'node:fs';
import { ApiObject, Chart, Testing } from 'cdk8s';
import {
  bookinfoContainer,
  ClusterApp,
  ClusterChart,
  EastWestGateway,
  ExternalServiceEntry,
  GatewayAddress,
  Mesh,
  type MeshPlan,
  type MeshProps,
  MulticlusterRoute,
  RemoteServiceEntry,
  ServicePolicies,
  ServiceSubsets,
  SniAddressing,
  VersionedService,
  WorkloadCheck,
} from '../../lib';
import { issuesOf } from '../support/issues';
import { temporaryFolder } from '../support/written';

let outdir = '';
beforeEach(() => (outdir = temporaryFolder()));
afterEach(() => {
  fs.rmSync(outdir, { recursive: true });
});

/** web in east calls cart, which runs in both clusters, and stripe. A worker in west calls stripe too, if there is one. */
function planned(props: MeshProps = {}, worker?: 'worker'): MeshPlan {
  const mesh = new Mesh('shop', { leastPrivilege: true, ...props });
  const east = mesh.addCluster('east', { gateway: GatewayAddress.parse('192.0.2.1') });
  const west = mesh.addCluster('west', { gateway: GatewayAddress.parse('192.0.2.2') });
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  const cart = mesh.addService('cart', { port: 8080, versions: { v1: [east], v2: [west] } });
  const stripe = mesh.addExternalService('stripe', {
    host: 'api.stripe.com',
    ports: { https: { port: 443, protocol: 'TLS' } },
  });
  for (const callee of [cart, stripe]) web.calls(callee);
  if (worker) mesh.addCaller(worker, { clusters: [west], serviceAccountName: worker }).calls(stripe);
  cart.addRoute([{ to: [{ version: 'v1' }, { version: 'v2' }] }]);
  return mesh.plan(new SniAddressing());
}

/** The parts of a plan, by what renders them. */
const PARTS = ['workloads', 'remote', 'subsets', 'route', 'policies', 'external', 'gateway', 'namespaces'] as const;
type Part = (typeof PARTS)[number];

/** Apps that hold some parts of a plan, as others compose them by hand. */
function partsOf(plan: MeshPlan, name: string, parts: readonly Part[], services?: readonly string[]): ClusterApp[] {
  return plan.clusters.map((each) => {
    const app = new ClusterApp({ name, plan: each, outdir });
    const chart = new Chart(app, name);
    const has = (part: Part): boolean => parts.includes(part);
    for (const { service, workloads, route, policies, ...traffic } of each.services) {
      if (services?.includes(service.name) === false) continue;
      const id = service.name;
      if (has('workloads') && workloads) new VersionedService(chart, id, { service, container: bookinfoContainer });
      if (has('remote') && traffic.serviceEntry) new RemoteServiceEntry(chart, `${id}-remote`, { service });
      if (has('subsets') && traffic.localDestinationRule) new ServiceSubsets(chart, `${id}-subsets`, { service });
      if (has('route') && route) new MulticlusterRoute(chart, `${id}-route`, { route });
      if (has('policies') && policies) new ServicePolicies(chart, `${id}-policies`, { service });
    }
    for (const { service } of has('external') ? each.externalServices : [])
      new ExternalServiceEntry(chart, service.name, { service });
    if (has('gateway') && each.gateway) new EastWestGateway(chart, 'gateway');
    for (const namespace of has('namespaces') ? each.namespaces : [])
      new ApiObject(chart, `namespace-${namespace.metadata.name}`, namespace);
    return app;
  });
}

function synth(apps: readonly ClusterApp[]): readonly (readonly [string, string])[] {
  return issuesOf(() => {
    ClusterApp.synthAll(apps);
  }).map(({ code, what }) => [code, what]);
}

const without = (part: Part): readonly Part[] => PARTS.filter((each) => each !== part);

test('a plan can be composed by hand', () => {
  expect(synth(partsOf(planned(), 'shop', PARTS))).toEqual([]);
});

test('Namespaces that others make are no part of a service', () => {
  expect(synth(partsOf(planned({ namespaces: 'existing' }), 'shop', without('namespaces')))).toEqual([]);
});

test.each<[Part, readonly string[], string]>([
  [
    'workloads',
    [
      'Service default/web must be written into cluster "east" too, because AuthorizationPolicy.security.istio.io default/web is of the same service',
      'Service default/cart must be written into cluster "east" too, because ServiceEntry.networking.istio.io default/cart-default is of the same service',
      'Service default/cart must be written into cluster "west" too, because DestinationRule.networking.istio.io default/cart is of the same service',
    ],
    'Add a VersionedService, or use ClusterChart. If another app has it, write both with one synthAll. If something else creates it, describe it with workloads: "existing".',
  ],
  [
    'remote',
    [
      'ServiceEntry.networking.istio.io default/cart-default must be written into cluster "east" too, because VirtualService.networking.istio.io default/cart sends requests to its hosts',
    ],
    'Add a RemoteServiceEntry, or use ClusterChart. If another app has it, write both with one synthAll.',
  ],
  [
    'subsets',
    [
      'DestinationRule.networking.istio.io default/cart must be written into cluster "east" too, because VirtualService.networking.istio.io default/cart sends requests to its subsets',
      'DestinationRule.networking.istio.io default/cart must be written into cluster "west" too, because Service default/cart gets requests from other clusters',
    ],
    'Add ServiceSubsets, or use ClusterChart. If another app has it, write both with one synthAll.',
  ],
  [
    'route',
    [
      'VirtualService.networking.istio.io default/cart must be written into cluster "east" too, because Service default/cart is of the same service',
    ],
    'Add a MulticlusterRoute, or use ClusterChart. If another app has it, write both with one synthAll.',
  ],
  [
    'policies',
    [
      'AuthorizationPolicy.security.istio.io default/web must be written into cluster "east" too, because Service default/web is of the same service',
      'AuthorizationPolicy.security.istio.io default/cart must be written into cluster "east" too, because Service default/cart is of the same service',
      'AuthorizationPolicy.security.istio.io default/cart must be written into cluster "west" too, because Service default/cart is of the same service',
    ],
    'Add ServicePolicies, or use ClusterChart. If another app has it, write both with one synthAll.',
  ],
  [
    'external',
    [
      'ServiceEntry.networking.istio.io default/stripe must be written into cluster "east" too, because Service default/web is of a service that calls it',
    ],
    'Add an ExternalServiceEntry, or use ClusterChart. If another app has it, write both with one synthAll.',
  ],
  [
    'gateway',
    [
      'Gateway.networking.istio.io istio-system/shop must be written into cluster "west" too, because Service default/cart gets requests from other clusters',
    ],
    'Add an EastWestGateway, or use ClusterChart. If another app has it, write both with one synthAll.',
  ],
  [
    'namespaces',
    [
      'Namespace default must be written into cluster "east" too, because Service default/web is in it',
      'Namespace default must be written into cluster "west" too, because Service default/cart is in it',
    ],
    'Add the Namespaces in "namespaces" of the plan, or pass namespaces: "existing" to Mesh. If another app has it, write both with one synthAll.',
  ],
])('fails with MC149 without the %s, unless another app writes them', (part, what, fix) => {
  const plan = planned();
  const issues = issuesOf(() => {
    ClusterApp.synthAll(partsOf(plan, 'shop', without(part)));
  });
  expect(issues.map((each) => [each.code, each.what])).toEqual(
    what.map((each) => ['MC149', `${each}, but is missing.`]),
  );
  expect(new Set(issues.map((each) => each.fix))).toEqual(new Set([fix]));
  // in one synth, and again where the rest is written already
  expect(synth([...partsOf(plan, 'shop', without(part)), ...partsOf(plan, 'rest', [part])])).toEqual([]);
  expect(synth(partsOf(plan, 'shop', without(part)))).toEqual([]);
});

test('a service of which nothing is written is left to others', () => {
  const plan = planned();
  expect(synth(partsOf(plan, 'cart', without('external'), ['cart']))).toEqual([]);
  const rest: readonly Part[] = ['workloads', 'policies', 'external'];
  expect(synth(partsOf(plan, 'web', rest, ['web']))).toEqual([]);
});

test('fails with MC149 for a route that is taken out of a chart', () => {
  const [east] = planned().clusters;
  if (east === undefined) throw new Error('there are two clusters');
  const app = new ClusterApp({ name: 'shop', plan: east, outdir });
  const chart = new ClusterChart(app, 'mesh', { container: bookinfoContainer });
  expect(chart.node.tryRemoveChild('cart.default:route')).toBe(true);
  const issues = issuesOf(() => {
    app.synth();
  });
  expect(issues.map(({ code, what }) => [code, what])).toEqual([
    [
      'MC149',
      'VirtualService.networking.istio.io default/cart must be written into cluster "east" too, because Service default/cart is of the same service, but is missing.',
    ],
  ]);
});

test('an external service that only a worker calls belongs to everything of its cluster', () => {
  expect(synth(partsOf(planned({}, 'worker'), 'shop', without('external')))).toEqual([
    [
      'MC149',
      'ServiceEntry.networking.istio.io default/stripe must be written into cluster "east" too, because Service default/web is of a service that calls it, but is missing.',
    ],
    [
      'MC149',
      'ServiceEntry.networking.istio.io default/stripe must be written into cluster "west" too, because Namespace default is of the same mesh, but is missing.',
    ],
  ]);
});

test('existing workloads call for what their service has in the cluster', () => {
  const mesh = new Mesh('shop', { namespaces: 'existing' });
  const [east, west] = ['east', 'west'].map((name, index) =>
    mesh.addCluster(name, { gateway: GatewayAddress.parse(`192.0.2.${index + 1}`) }),
  );
  if (east === undefined || west === undefined) throw new Error('there are two clusters');
  const existing = { workloads: 'existing', serviceAccountName: 'cart' } as const;
  const cart = mesh.addService('cart', { port: 80, versions: { v1: [west] }, ...existing });
  mesh.addService('web', { port: 80, versions: { v1: [east] } }).calls(cart);
  const app = new ClusterApp({ name: 'shop', plan: mesh.plan(new SniAddressing()).for(west), outdir });
  const metadata = { name: 'cart', namespace: 'default' };
  const spec = { selector: { app: 'cart' }, ports: [{ name: 'http', port: 80 }] };
  const chart = new Chart(app, 'own');
  new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service', metadata, spec });
  const write = (): void => {
    app.synth();
  };
  expect(issuesOf(write).map(({ what }) => what.replace(/ must.*/, ''))).toEqual([
    'Gateway.networking.istio.io istio-system/shop',
    'DestinationRule.networking.istio.io default/cart',
  ]);
  new ServiceSubsets(chart, 'subsets', { service: cart });
  new EastWestGateway(chart, 'gateway');
  expect(issuesOf(write)).toEqual([]);
});

test('in an app of another kind, only what routes need must be there', () => {
  const [east] = planned().clusters;
  const cart = east?.services.find(({ service }) => service.name === 'cart');
  if (east === undefined || cart?.route === undefined) throw new Error('the cart has a route');
  const chart = Testing.chart();
  new VersionedService(chart, 'cart', { service: cart.service, container: bookinfoContainer, plan: east });
  new WorkloadCheck(chart, 'check', { plan: east });
  const write = (): unknown => Testing.synth(chart) as unknown;
  expect(issuesOf(write)).toEqual([]);
  new MulticlusterRoute(chart, 'route', { route: cart.route, plan: east });
  expect(issuesOf(write).map(({ code, what }) => [code, what.replace(/ must.*/, '')])).toEqual([
    ['MC149', 'ServiceEntry.networking.istio.io default/cart-default'],
    ['MC149', 'DestinationRule.networking.istio.io default/cart'],
  ]);
});

test('fails with MC149 for a route without the host of each version, which an order of clusters by DNS names needs', () => {
  const mesh = new Mesh('shop', { namespaces: 'existing' });
  const [a, b] = (['a', 'b'] as const).map((name) =>
    mesh.addCluster(name, { gateway: GatewayAddress.parse(`${name}.example.com`) }),
  );
  const east = mesh.addCluster('east');
  if (a === undefined || b === undefined) throw new Error('there are two clusters');
  const cart = mesh.addService('cart', {
    port: 8080,
    versions: { v1: [a, b] },
    distribution: { failover: [a, b] },
  });
  mesh.addService('web', { port: 80, versions: { v1: [east] } }).calls(cart);
  const retries = { attempts: 2, perTryTimeout: '1s', retryOn: 'idempotent' } as const;
  const route = cart.addRoute([{ to: [{ version: 'v1' }], retries }]);
  const app = new ClusterApp({ name: 'shop', plan: mesh.plan(new SniAddressing()).for(east), outdir });
  const chart = new Chart(app, 'own');
  new MulticlusterRoute(chart, 'route', { route });
  new VersionedService(chart, 'cart', { service: cart, container: bookinfoContainer });
  const write = (): void => {
    app.synth();
  };
  expect(issuesOf(write).map(({ code, what }) => [code, what])).toEqual([
    [
      'MC149',
      'ServiceEntry.networking.istio.io default/cart-v1-default must be written into cluster "east" too, because VirtualService.networking.istio.io default/cart sends requests to its hosts, but is missing.',
    ],
  ]);
  new RemoteServiceEntry(chart, 'remote', { service: cart });
  expect(issuesOf(write)).toEqual([]);
});
