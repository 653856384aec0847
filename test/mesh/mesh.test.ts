/** @module Tests the errors in descriptions of meshes. */
import { GatewayAddress, Mesh, SniAddressing } from '../../lib';
import { CallSite } from '../../lib/errors';
import { codesOf, issuesOf } from '../support/issues';
import { shop } from '../support/meshes';

const plan = (mesh: Mesh) => (): unknown => mesh.plan(new SniAddressing());

test('all mistakes are reported together, each with its place', () => {
  const mesh = new Mesh('Shop');
  const east = mesh.addCluster('east', { locality: 'eu//a' });
  mesh.addService('web', { port: 0, versions: { v1: [east] } }).addRoute([]);
  const issues = issuesOf(plan(mesh));
  expect(issues.map(({ code }) => code)).toEqual(['MC001', 'MC021', 'MC020', 'MC014']);
  const lines = issues.map(({ at }) => /^test\/mesh\/mesh\.test\.ts:(\d+)$/.exec(at)?.[1]).map(Number);
  expect(lines.map((line) => line - (lines[0] ?? 0))).toEqual([0, 1, 2, 2]);
});

test('a wrong call still counts as declared, and a second service of one name can still be called', () => {
  const mesh = new Mesh('shop');
  const [east, west] = [mesh.addCluster('east'), mesh.addCluster('west')];
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  const again = mesh.addService('web', { port: 80, versions: { v1: [west] } });
  web.calls(again);
  // @ts-expect-error services are passed as values
  web.calls('again');
  expect(codesOf(plan(mesh))).toEqual(['MC004', 'MC009']);
});

test('fails with MC003 for a second cluster with the same name', () => {
  const mesh = new Mesh('shop');
  mesh.addCluster('east');
  mesh.addCluster('east');
  expect(codesOf(plan(mesh))).toEqual(['MC003']);
});

test('fails with MC004 for a second service with the same name and namespace', () => {
  const mesh = new Mesh('shop');
  const versions = { v1: [mesh.addCluster('east')] } as const;
  mesh.addService('web', { port: 80, versions });
  mesh.addService('web', { port: 80, versions, namespace: 'other', serviceAccountName: 'other-web' });
  expect(codesOf(plan(mesh))).toEqual([]);
  const again = new Mesh('shop');
  const place = { v1: [again.addCluster('east')] } as const;
  again.addService('web', { port: 80, versions: place });
  again.addService('web', { port: 81, versions: place });
  expect(codesOf(plan(again))).toContain('MC004');
});

test('fails with MC005 for a version placed twice in one cluster', () => {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east');
  mesh.addService('web', { port: 80, versions: { v1: [east, east] } });
  expect(codesOf(plan(mesh))).toEqual(['MC005']);
});

test('fails with MC007 for a version that runs nowhere, and for a service without versions', () => {
  const mesh = new Mesh('shop');
  mesh.addService('web', { port: 80, versions: { v1: [] } });
  mesh.addService('cart', { port: 80, versions: {} });
  expect(issuesOf(plan(mesh)).map(({ code, what }) => [code, what])).toEqual([
    ['MC007', '"versions.v1" of service "web" must have at least one cluster, but is [].'],
    ['MC007', '"versions" of service "cart" must have at least one version, but is {}.'],
  ]);
});

test('fails with MC008 for an unknown version of a caller or of a destination', () => {
  const { mesh, web, cart } = shop();
  // @ts-expect-error cart has no version v3
  cart.calls(web, { from: ['v3'] });
  // @ts-expect-error cart has no version v22
  cart.addRoute([{ to: [{ version: 'v22' }] }]);
  expect(issuesOf(plan(mesh)).map(({ code, got, fix }) => [code, got, fix])).toEqual([
    ['MC008', '"v3"', 'Name one of these versions, or add the missing one to "cart".'],
    ['MC008', '"v22"', expect.stringMatching(/did you mean "v2"\?/i)],
  ]);
});

test('fails with MC009 for a name instead of a cluster or a service', () => {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('cluster-east');
  // @ts-expect-error clusters are passed as values
  const web = mesh.addService('web', { port: 80, versions: { v1: [east], v2: ['cluster-esat'] } });
  // @ts-expect-error services are passed as values
  web.calls('webb');
  const issues = issuesOf(plan(mesh)).map(({ code, what, fix }) => [code, what, fix]);
  expect(issues).toEqual([
    [
      'MC009',
      '"versions.v2[0]" of service "web" must be a cluster of mesh "shop", but is "cluster-esat".',
      'Did you mean "cluster-east"? Pass the value that addCluster of this mesh returned.',
    ],
    [
      'MC009',
      'The service that "web" calls must be a service of mesh "shop", but is "webb".',
      'Did you mean "web"? Pass the value that addService of this mesh returned.',
    ],
  ]);
});

test('fails with MC009 for clusters and services of another mesh, even with the same names', () => {
  const [one, other] = [shop(), shop()];
  one.web.calls(other.cart);
  one.mesh.addService('pay', { port: 80, versions: { v1: [other.east] } });
  expect(codesOf(plan(one.mesh))).toEqual(['MC009', 'MC009']);
});

test('fails with MC009 for a cluster that addCluster did not make, which does not compile either', () => {
  const mesh = new Mesh('shop');
  const east = { name: 'east', locality: undefined, gateway: undefined };
  // @ts-expect-error clusters come from addCluster
  mesh.addService('web', { port: 80, versions: { v1: [east] } });
  expect(codesOf(plan(mesh))).toEqual(['MC009']);
});

test('fails with MC010 immediately for every addition to a planned mesh', () => {
  const { mesh, web, cart, east } = shop();
  mesh.plan(new SniAddressing());
  const additions: readonly (() => unknown)[] = [
    () => mesh.addCluster('north'),
    () => mesh.addService('pay', { port: 80, versions: { v1: [east] } }),
    () => {
      cart.calls(web);
    },
    () => cart.addRoute([{ to: [{ version: 'v1' }] }]),
  ];
  expect(additions.map(codesOf)).toEqual([['MC010'], ['MC010'], ['MC010'], ['MC010']]);
});

test('a mesh can be planned again, with the same result', () => {
  const { mesh } = shop();
  expect(mesh.plan(new SniAddressing())).toEqual(mesh.plan(new SniAddressing()));
});

test.each([0, 65536, 1.5, NaN, -1])('fails with MC020 for port %d', (port) => {
  const mesh = new Mesh('shop');
  mesh.addService('web', { port, versions: { v1: [mesh.addCluster('east')] } });
  expect(issuesOf(plan(mesh))).toEqual([expect.objectContaining({ code: 'MC020', got: String(port) })]);
});

test.each(['', '/', 'eu/', 'eu/a/b/c', 'eu de', '-eu'])('fails with MC021 for locality %j', (locality) => {
  const mesh = new Mesh('shop');
  mesh.addCluster('east', { locality });
  expect(codesOf(plan(mesh))).toEqual(['MC021']);
});

test('fails with MC022 for a bad gateway address', () => {
  const mesh = new Mesh('shop');
  const gateway = GatewayAddress.parse('https://gw.example.com:15443');
  mesh.addCluster('east', { gateway });
  expect(issuesOf(plan(mesh))).toEqual([
    expect.objectContaining({ code: 'MC022', fix: expect.stringContaining('Did you mean "gw.example.com"?') }),
  ]);
});

/** The line of a test that an issue names. */
function lineOf(at: string): number {
  return Number(/^test\/mesh\/mesh\.test\.ts:(\d+)$/.exec(at)?.[1]);
}

test('a bad gateway address is reported once, where it is written, whatever clusters have it', () => {
  const mesh = new Mesh('shop');
  const start = lineOf(CallSite.here().toString());
  const gateway = GatewayAddress.parse('10.0.0.1:15443');
  for (const name of ['east', 'west']) mesh.addCluster(name, { gateway });
  expect(issuesOf(plan(mesh)).map(({ code, at }) => [code, lineOf(at) - start])).toEqual([['MC022', 1]]);
});

test('what is added twice is reported where it is added again, and says where it was added first', () => {
  const { mesh, east, cart } = shop();
  const start = lineOf(CallSite.here().toString());
  cart.addRoute([{ to: [{ version: 'v1' }] }]);
  cart.addRoute([{ to: [{ version: 'v2' }] }]);
  const ingress = { clusters: [east], serviceAccountName: 'ingress' } as const;
  mesh.addIngressGateway('ingress', ingress);
  mesh.addIngressGateway('ingress', ingress);
  mesh.addService('pay', { port: 80, versions: { v1: [east] } });
  mesh.addService('pay', { port: 80, versions: { v1: [east] } });
  mesh.addCluster('north');
  mesh.addCluster('north');
  expect(issuesOf(plan(mesh)).map(({ code, what, at }) => [code, what, lineOf(at) - start])).toEqual([
    ['MC018', `Service "cart" already has a route, added at test/mesh/mesh.test.ts:${start + 1}.`, 2],
    [
      'MC081',
      `Mesh "shop" already has ingress gateway "istio-system/ingress", added at test/mesh/mesh.test.ts:${start + 4}.`,
      5,
    ],
    ['MC004', `Mesh "shop" already has service "default/pay", added at test/mesh/mesh.test.ts:${start + 6}.`, 7],
    ['MC003', `Mesh "shop" already has cluster "north", added at test/mesh/mesh.test.ts:${start + 8}.`, 9],
  ]);
});

test('fails with MC023 for a cluster that others call and that has no gateway address', () => {
  const mesh = new Mesh('shop');
  const [east, west] = [mesh.addCluster('east'), mesh.addCluster('west')];
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  web.calls(mesh.addService('cart', { port: 80, versions: { v1: [west] } }));
  expect(issuesOf(plan(mesh))).toEqual([
    expect.objectContaining({
      code: 'MC023',
      what: 'Other clusters call "cart" in cluster "west", so it must have a gateway address, but has none.',
      at: expect.stringMatching(/mesh\.test\.ts:\d+$/),
    }),
  ]);
});

test('fails with MC036 for two clusters with the same gateway address', () => {
  const mesh = new Mesh('shop');
  for (const name of ['east', 'west']) mesh.addCluster(name, { gateway: GatewayAddress.parse('192.0.2.1') });
  expect(issuesOf(plan(mesh)).map(({ code, what }) => [code, what])).toEqual([
    [
      'MC036',
      'Cluster "west" must have a gateway address and port of its own, but shares "192.0.2.1" and port 15443 with cluster "east".',
    ],
  ]);
});

test('fails with MC038 for a route of a service that nothing calls, if any call is declared', () => {
  const { mesh, web } = shop();
  web.addRoute([{ to: [{ version: 'v1' }] }]);
  expect(issuesOf(plan(mesh)).map(({ code, what }) => [code, what])).toEqual([
    ['MC038', 'The route of "web" has no effect, because nothing calls "web".'],
  ]);
  const open = new Mesh('shop');
  const ads = open.addService('ads', { port: 80, versions: { v1: [open.addCluster('east')] } });
  ads.addRoute([{ to: [{ version: 'v1' }] }]);
  expect(codesOf(plan(open))).toEqual([]);
});

test('services with the same name are ordered by namespace', () => {
  const order = (...namespaces: readonly string[]): readonly string[] => {
    const mesh = new Mesh('shop');
    const east = mesh.addCluster('east');
    for (const namespace of namespaces) {
      mesh.addService('web', { port: 80, versions: { v1: [east] }, namespace });
    }
    return mesh
      .plan(new SniAddressing())
      .for(east)
      .services.map(({ service }) => service.namespace);
  };
  expect(order('b', 'a')).toEqual(['a', 'b']);
  expect(order('a', 'b')).toEqual(['a', 'b']);
});
