/** @module Tests versions as teams name them: the label keeps the text, and subsets and objects get names of their own. */
import {
  EndpointDiscovery,
  GatewayAddress,
  Mesh,
  type MeshService,
  type Scheme,
  SniAddressing,
  StringMatch,
} from '../../lib';
import { subsetOf } from '../../lib/plan/subset-name';
import { issuesOf } from '../support/issues';

const west = new Mesh('other').addCluster('west');

test.each([
  ['v1', 'v1'],
  ['1.0.6', '1-0-6'],
  ['2024-01-01', '2024-01-01'],
  ['V1_2', 'v1-2'],
  ['1..0', '1--0'],
  ['a'.repeat(63), 'a'.repeat(63)],
])('the subset of version %j is %j', (version, name) => {
  expect(subsetOf(version)).toBe(name);
});

test('a subset in one cluster is named after both', () => {
  expect(subsetOf('1.0.6', west)).toBe('1-0-6-west');
});

test('a name of more than 63 characters is cut, and ends with a hash of all of it', () => {
  const [a, b] = ['a', 'b'].map((end) => subsetOf(`${'1.'.repeat(29)}1${end}`, west));
  expect(a).toBe(`${'1-'.repeat(26)}1-3b36aa34`);
  expect(a).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
  expect(b).not.toBe(a);
});

/** web in east calls cart 1.0.6, which runs in both clusters, and V1_2 and others, which run in west. */
function described(...others: readonly string[]): { readonly mesh: Mesh; readonly cart: MeshService<string> } {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east', { gateway: GatewayAddress.parse('192.0.2.1') });
  const west = mesh.addCluster('west', { gateway: GatewayAddress.parse('192.0.2.2') });
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  const elsewhere = Object.fromEntries(others.map((version) => [version, [west] as const]));
  const versions = { '1.0.6': [east, west], V1_2: [west], ...elsewhere } as const;
  const cart: MeshService<string> = mesh.addService<string>('cart', {
    port: 8080,
    versions,
    distribution: 'spread',
    versionPolicies: { V1_2: { loadBalancer: { simple: 'RANDOM' } } },
  });
  web.calls(cart);
  cart.addRoute([
    { match: [{ uri: StringMatch.exact('/west') }], to: [{ version: '1.0.6', cluster: west }] },
    { to: [{ version: '1.0.6' }, { version: 'V1_2' }] },
  ]);
  return { mesh, cart };
}

test.each<[string, Scheme]>([
  ['SniAddressing', new SniAddressing()],
  ['EndpointDiscovery', new EndpointDiscovery()],
])('under %s, labels have the text of a version, and every name has the name of its subset', (_, scheme) => {
  const { mesh, cart } = described();
  const [east, west] = mesh.plan(scheme).clusters.map((cluster) => cluster.of(cart));
  expect(west?.localDestinationRule?.spec.subsets).toMatchObject([
    { name: '1-0-6', labels: { version: '1.0.6' } },
    { name: 'v1-2', labels: { version: 'V1_2' }, trafficPolicy: { loadBalancer: { simple: 'RANDOM' } } },
    ...(scheme instanceof EndpointDiscovery ? [{ name: '1-0-6-west' }] : []),
  ]);
  const subsets = east?.virtualService?.spec.http?.flatMap(({ route = [] }) =>
    route.map(({ destination }) => destination.subset),
  );
  expect(subsets).toEqual(['1-0-6-west', '1-0-6', 'v1-2']);
  const { metadata, spec } = west?.workloads?.deployments[1]?.resource ?? {};
  expect(metadata).toMatchObject({ name: 'cart-v1-2', labels: { app: 'cart', version: 'V1_2' } });
  expect(spec?.template.metadata.labels).toMatchObject({ app: 'cart', version: 'V1_2' });
});

test('server names name the subset in the other cluster, and WorkloadEntries are named after it', () => {
  const { mesh, cart } = described();
  const east = mesh.plan(new SniAddressing()).clusters[0]?.of(cart);
  expect(
    east?.globalDestinationRule?.spec.subsets?.map(({ name, labels, trafficPolicy }) => [
      name,
      labels,
      trafficPolicy?.tls?.sni,
    ]),
  ).toEqual([
    ['1-0-6', { version: '1.0.6' }, 'outbound_.8080_.1-0-6_.cart.default.svc.cluster.local'],
    ['1-0-6-west', { version: '1.0.6', cluster: 'west' }, 'outbound_.8080_.1-0-6_.cart.default.svc.cluster.local'],
    ['v1-2', { version: 'V1_2' }, 'outbound_.8080_.v1-2_.cart.default.svc.cluster.local'],
  ]);
  expect(east?.workloadEntries.map(({ metadata, spec }) => [metadata.name, spec.labels?.['version']])).toEqual([
    ['cart-1-0-6-west', '1.0.6'],
    ['cart-v1-2-west', 'V1_2'],
  ]);
});

test('fails with MC166 alone for versions whose subsets would have the same name', () => {
  const { mesh } = described('1-0-6', 'v1.2', 'V1-2');
  expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, what, fix }) => [code, what, fix])).toEqual([
    [
      'MC166',
      'Versions "1-0-6" and "1.0.6" of service "cart" must have subsets with different names, but both would be named "1-0-6".',
      'Rename one of the two.',
    ],
    [
      'MC166',
      'Versions "V1_2" and "V1-2" of service "cart" must have subsets with different names, but both would be named "v1-2".',
      'Rename one of the two.',
    ],
    [
      'MC166',
      'Versions "V1_2" and "v1.2" of service "cart" must have subsets with different names, but both would be named "v1-2".',
      'Rename one of the two.',
    ],
  ]);
});

test('different services may have such versions, because each has its own subsets', () => {
  const { mesh } = described();
  const [east] = [mesh.addCluster('north')];
  mesh.addService('other', { port: 80, versions: { '1-0-6': [east] } });
  expect(issuesOf(() => mesh.plan(new SniAddressing()))).toEqual([]);
});
