/**
 * Tests that callers get only the gateway addresses that their cluster reaches. Istio's generator does not leave out the others
 * (1.31: a proxy with the address 1.1.1.1 got the endpoint 2001:db8::3 of a ServiceEntry), and the test mesh has only IPv4. So
 * these tests compare plans.
 * @module
 */
import { type ClusterProps, EndpointDiscovery, GatewayAddress, Mesh, type MeshPlan, SniAddressing } from '../../../lib';
import { codesOf, issuesOf } from '../../support/issues';

const V4 = '192.0.2.7';
const V6 = '2001:db8::7';

/** A mesh in which callers in `east` call cart behind a gateway in `west` with these addresses. */
function meshOf(ipFamilies: ClusterProps['ipFamilies'], ...texts: readonly [string, ...string[]]): Mesh {
  const mesh = new Mesh('shop');
  const [first, ...others] = texts;
  const east = mesh.addCluster('east', ipFamilies && { ipFamilies });
  const addresses = [GatewayAddress.parse(first), ...others.map((text) => GatewayAddress.parse(text))] as const;
  const west = mesh.addCluster('west', { gateway: { addresses } });
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  web.calls(mesh.addService('cart', { port: 8080, versions: { v1: [west] } }));
  return mesh;
}

function endpointsIn(plan: MeshPlan): unknown {
  const entry = plan.clusters[0]?.services.flatMap(({ serviceEntry }) => serviceEntry ?? [])[0];
  return [entry?.spec.resolution, entry?.spec.endpoints?.map(({ address }) => address)];
}

test.each([
  [undefined, [V4, V6], 'STATIC', [V4, V6]],
  [['IPv4'], [V4, V6], 'STATIC', [V4]],
  [['IPv6'], [V4, V6], 'STATIC', [V6]],
  [['IPv6', 'IPv4'], [V4, V6], 'STATIC', [V4, V6]],
  [['IPv4'], ['::ffff:192.0.2.7', V6], 'STATIC', ['::ffff:192.0.2.7']],
  [['IPv6'], [V4, 'gw.example.com'], 'DNS', ['gw.example.com']],
  [['IPv6'], ['${GW}'], 'DNS', ['${GW}']],
  [['IPv4'], ['${GW}', V4, V6], 'DNS', ['${GW}', V4]],
] as const)('callers with the IP families %j get of %j, by %s, %j', (families, [first, ...others], resolution, got) => {
  const plan = meshOf(families, first, ...others).plan(new SniAddressing());
  expect(endpointsIn(plan)).toEqual([resolution, got]);
});

test('an address that callers do not reach does not count as an address of the cluster', () => {
  const mesh = meshOf(['IPv4'], V4, V6);
  const entry = mesh
    .plan(new SniAddressing())
    .clusters[0]?.services.flatMap((each) => each.globalDestinationRule ?? [])[0];
  expect(JSON.stringify(entry?.spec)).not.toContain('outlierDetection');
  const all = meshOf(undefined, V4, V6).plan(new SniAddressing()).clusters[0]?.services;
  expect(JSON.stringify(all?.map((each) => each.globalDestinationRule?.spec))).toContain('outlierDetection');
});

test('fails with MC180 if callers reach no address of a gateway that they need', () => {
  expect(issuesOf(() => meshOf(['IPv4'], V6, '2001:db8::8').plan(new SniAddressing()))).toMatchObject([
    {
      code: 'MC180',
      what: 'The gateway of cluster "west" must have an IPv4 address, because callers in "east" call services behind it, but has only "2001:db8::7" and "2001:db8::8".',
    },
  ]);
  expect(codesOf(() => meshOf(['IPv6'], V4).plan(new SniAddressing()))).toEqual(['MC180']);
});

test('a gateway that callers do not need may have any address', () => {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east', { ipFamilies: ['IPv4'], gateway: GatewayAddress.parse(V4) });
  mesh.addCluster('west', { gateway: GatewayAddress.parse(V6) });
  mesh.addService('web', { port: 80, versions: { v1: [east] } });
  expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual([]);
});

test('under EndpointDiscovery, Istio finds the addresses', () => {
  expect(codesOf(() => meshOf(['IPv4'], V6).plan(new EndpointDiscovery()))).toEqual([]);
});

test.each([
  [[], '"ipFamilies" of cluster "east" must have at least one IP family, but is [].'],
  [['ipv4'], '"ipFamilies[0]" of cluster "east" must be "IPv4" or "IPv6", but is "ipv4".'],
  [['IPv4', 'IPv4'], '"ipFamilies" of cluster "east" must list each IP family once, but lists "IPv4" twice.'],
])('fails with MC179 for %j', (families, what) => {
  const mesh = new Mesh('shop');
  mesh.addCluster('east', { ipFamilies: families as unknown as NonNullable<ClusterProps['ipFamilies']> });
  expect(issuesOf(() => mesh.plan(new SniAddressing()))).toMatchObject([{ code: 'MC179', what }]);
});

test('gateways that callers do not reach do not count where others have different numbers of addresses', () => {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east', { ipFamilies: ['IPv6'] });
  const [a, b, c, d] = [[V4], ['192.0.2.8'], [V6], ['2001:db8::8', '2001:db8::9']].map(
    ([first = V4, ...others], index) =>
      mesh.addCluster(`c${index}`, {
        gateway: { addresses: [GatewayAddress.parse(first), ...others.map((text) => GatewayAddress.parse(text))] },
      }),
  );
  if (a === undefined || b === undefined || c === undefined || d === undefined) throw new Error('clusters were added');
  const cart = mesh.addService('cart', { port: 80, versions: { v1: [a, b, c, d] } });
  mesh.addService('web', { port: 80, versions: { v1: [east] } }).calls(cart);
  expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual(['MC180', 'MC180']);
});
