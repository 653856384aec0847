/** @module Tests what clusters get for workloads that call services and have no ports themselves. */
import {
  Article2019,
  EndpointDiscovery,
  GatewayAddress,
  Mesh,
  type MeshProps,
  type Scheme,
  SniAddressing,
} from '../../lib';

/** reports runs in north, in the namespace batch, and is the only caller of cart. cart v1 runs in east, and v2 in west. */
function reporting(props: MeshProps = {}) {
  const mesh = new Mesh('shop', props);
  const [east, west] = [1, 2].map((last) =>
    mesh.addCluster(`c${last}`, { gateway: GatewayAddress.parse(`192.0.2.${last}`) }),
  );
  const north = mesh.addCluster('north');
  if (!east || !west) throw new Error('two clusters were added');
  const cart = mesh.addService('cart', { port: 80, versions: { v1: [east], v2: [west] } });
  const account = { serviceAccountName: 'reporter', namespace: 'batch' };
  mesh.addCaller('reports', { clusters: [north], ...account }).calls(cart);
  cart.addRoute([{ to: [{ version: 'v2' }], timeout: '1s' }]);
  return { mesh, east, west, north, cart };
}

test('the cluster of a caller gets what a cluster of callers needs: a Service, the way to other clusters, and the rules', () => {
  const { mesh, north, east, cart } = reporting();
  const plan = mesh.plan(new SniAddressing());
  const { workloads, serviceEntry, globalDestinationRule, virtualService } = plan.for(north).of(cart);
  expect(workloads?.service.spec).toEqual({ ports: [{ name: 'http', port: 80 }] });
  expect(serviceEntry?.spec.endpoints?.map(({ address }) => address)).toEqual(['192.0.2.2']);
  expect(globalDestinationRule?.spec.host).toBe('cart.default.global');
  expect(virtualService?.spec.http).toEqual([
    { route: [{ destination: { host: 'cart.default.global', subset: 'v2' } }], timeout: '1s' },
  ]);
  // nothing calls cart in other clusters
  expect(plan.for(east).of(cart).virtualService).toBeUndefined();
});

test('under least privilege, a caller is admitted by its identity, and its namespace sees the objects for callers', () => {
  const { mesh, west, north, cart } = reporting({ leastPrivilege: true });
  const plan = mesh.plan(new SniAddressing());
  expect(plan.for(west).of(cart).policies?.authorizationPolicy.spec.rules).toEqual([
    { from: [{ source: { principals: ['cluster.local/ns/batch/sa/reporter'] } }] },
  ]);
  const { serviceEntry, globalDestinationRule, virtualService } = plan.for(north).of(cart);
  const exported = [serviceEntry, globalDestinationRule, virtualService].map((object) => object?.spec.exportTo);
  expect(exported).toEqual([['batch'], ['batch'], ['batch']]);
});

test.each<[string, Scheme, readonly string[]]>([
  ['SniAddressing', new SniAddressing(), ['batch', 'default']],
  ['EndpointDiscovery', new EndpointDiscovery(), ['batch', 'default']],
  ['Article2019', new Article2019({ vips: new Map() }), []],
])('under %s, the Namespace of a caller is written where it runs: %s', (_, scheme, names) => {
  const mesh = new Mesh('shop');
  const [here, there] = [mesh.addCluster('here'), mesh.addCluster('there')];
  const cart = mesh.addService('cart', { port: 80, versions: { v1: [here] } });
  const props = { clusters: [here], serviceAccountName: 'reporter', namespace: 'batch' } as const;
  mesh.addCaller('reports', props).calls(cart);
  const plan = mesh.plan(scheme);
  expect(plan.for(here).namespaces.map(({ metadata }) => metadata.name)).toEqual(names);
  expect(plan.for(there).namespaces).toEqual([]);
});

test('no Namespace of a caller is written if something else creates Namespaces', () => {
  const { mesh, north } = reporting({ namespaces: 'existing' });
  expect(mesh.plan(new SniAddressing()).for(north).namespaces).toEqual([]);
});
