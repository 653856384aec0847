/** @module One fault is one message: nothing else is said because of it, whatever else the mesh describes. */
import { Article2019, EndpointDiscovery, GatewayAddress, Mesh, SniAddressing, VipLedger } from '../../lib';
import { codesOf } from '../support/issues';

type Options = Readonly<Record<string, unknown>>;

/** What is changed in a mesh that is sound; undefined takes an option away. */
interface Change {
  readonly mesh?: Options;
  readonly east?: Options;
  readonly west?: Options;
  readonly web?: Options;
  readonly cart?: Options;
  readonly ingress?: Options;
  readonly call?: Options;
  /** Who is called, in place of the service itself. */
  readonly callee?: unknown;
}

/** Calls a method as JavaScript does. */
function call(target: unknown, method: string, ...args: readonly unknown[]): unknown {
  if (typeof target !== 'object' || target === null) throw new Error('unreachable');
  const value: unknown = Reflect.get(target, method);
  return typeof value === 'function' ? Reflect.apply(value, target, args) : undefined;
}

const sni = (): unknown => new SniAddressing({ vips: VipLedger.parse('') });

type Way = readonly [scheme: () => unknown, distribution: (...clusters: readonly unknown[]) => unknown];

/** Ways to plan the mesh, and to distribute one of its services. */
const WAYS: Readonly<
  Record<string, readonly [scheme: () => unknown, distribution: (...clusters: unknown[]) => unknown]>
> = {
  'an order of clusters': [sni, (...failover) => ({ failover })],
  'the nearest cluster': [sni, () => 'failover'],
  'all clusters': [sni, () => 'spread'],
  'the own cluster': [sni, () => 'local'],
  'discovered endpoints': [() => new EndpointDiscovery(), () => 'failover'],
  'discovered endpoints of the own cluster': [() => new EndpointDiscovery(), () => 'local'],
};

/** What planning says about a mesh that uses everything: ports, failover, calls across clusters, and both kinds of rules. */
function codesWith(
  change: Change | ((east: unknown, west: unknown) => Change),
  [scheme, distribution]: Way,
): readonly string[] {
  const given = typeof change === 'function' ? change : () => change;
  const early = given(undefined, undefined);
  const mesh: unknown = Reflect.construct(Mesh, ['shop', { leastPrivilege: true, ...early.mesh }]);
  const gateway = (text: string): object => ({ addresses: [GatewayAddress.parse(text)], port: 31443 });
  const east = call(mesh, 'addCluster', 'east', { locality: 'eu/a', gateway: gateway('192.0.2.1'), ...early.east });
  const west = call(mesh, 'addCluster', 'west', { locality: 'us/b', gateway: gateway('192.0.2.2'), ...early.west });
  const changed = given(east, west);
  const web = call(mesh, 'addService', 'web', { port: 80, versions: { v1: [east], v2: [west] }, ...changed.web });
  const cart = call(mesh, 'addService', 'cart', {
    ports: { http: { port: 80, targetPort: 8080, protocol: 'HTTP' }, db: { port: 5432, protocol: 'TCP' } },
    versions: { v1: [east, west], v2: [west] },
    distribution: distribution(east, west),
    ...changed.cart,
  });
  const ingress = { clusters: [east], serviceAccountName: 'ingress', ...changed.ingress };
  call(call(mesh, 'addIngressGateway', 'ingress', ingress), 'calls', changed.callee ?? cart);
  call(web, 'calls', changed.callee ?? cart, { from: ['v1', 'v2'], ...changed.call });
  const retries = { attempts: 3, perTryTimeout: '1s', retryOn: 'safe' };
  call(cart, 'addRoute', [
    { match: [{ port: 80, sourceLabels: { app: 'web' } }], to: [{ version: 'v2' }] },
    { from: [west], to: [{ version: 'v2' }] },
    { to: [{ version: 'v1' }], retries },
  ]);
  call(cart, 'addTcpRoute', [{ match: [{ port: 5432 }], to: [{ version: 'v2' }] }]);
  return codesOf(() => call(mesh, 'plan', scheme()));
}

const PORT = { port: 80, protocol: 'HTTP' };

/** What planning says, in each way. That EndpointDiscovery takes no order of clusters (MC095) is another fault. */
function codesOfWays(change: Change | ((east: unknown, west: unknown) => Change)): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(WAYS).map(([name, way]) => [name, codesWith(change, way).filter((code) => code !== 'MC095')]),
  );
}

function inAllWays(...codes: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.keys(WAYS).map((name) => [name, codes]));
}

test('the mesh itself is sound', () => {
  expect(codesOfWays({})).toEqual(inAllWays());
});

const address = GatewayAddress.parse('192.0.2.2');
const withPorts = (http: object): Change => ({
  cart: { ports: { http: { ...PORT, ...http }, db: { port: 5432, protocol: 'TCP' } } },
});

test.each<[string, string, Change]>([
  ['MC115', 'an unknown origin', { mesh: { namespaces: 'exist' } }],
  ['MC035', 'a text for least privilege', { mesh: { leastPrivilege: 'yes' } }],
  ['MC021', 'a bad locality', { west: { locality: 'us//b' } }],
  ['MC035', 'null for a locality', { west: { locality: null } }],
  ['MC022', 'a text for an address', { west: { gateway: '192.0.2.2' } }],
  ['MC022', 'a bad address', { west: { gateway: GatewayAddress.parse('https://192.0.2.2') } }],
  ['MC035', 'null for a gateway', { west: { gateway: null } }],
  ['MC035', 'a misspelt gateway', { west: { gateway: undefined, gatway: address } }],
  ['MC070', 'no address', { west: { gateway: { addresses: [] } } }],
  ['MC070', 'a missing address', { west: { gateway: { port: 15443 } } }],
  ['MC035', 'null for addresses', { west: { gateway: { addresses: null } } }],
  ['MC035', 'misspelt addresses', { west: { gateway: { adresses: [address] } } }],
  ['MC020', 'a bad port of a gateway', { west: { gateway: { addresses: [address], port: 0 } } }],
  ['MC073', 'an unknown exposure', { west: { gateway: { addresses: [address], exposure: 'stok' } } }],
  [
    'MC036',
    'the address of another cluster',
    { west: { gateway: { addresses: [GatewayAddress.parse('192.0.2.1')], port: 31443 } } },
  ],
  ['MC001', 'a bad namespace', { web: { namespace: 'Web' } }],
  ['MC035', 'null for a port', { web: { port: null } }],
  ['MC035', 'null for versions', { web: { versions: null } }],
  ['MC035', 'misspelt versions', { web: { versions: undefined, version: {} } }],
  ['MC007', 'no versions', { web: { versions: undefined } }],
  ['MC020', 'a bad port', { web: { port: 0 } }],
  ['MC060', 'port beside ports', { cart: { port: 80 } }],
  ['MC060', 'no ports', { cart: { ports: {} } }],
  ['MC035', 'null for ports', { cart: { ports: null } }],
  ['MC035', 'a list for ports', { cart: { ports: [PORT] } }],
  ['MC035', 'misspelt ports', { cart: { ports: undefined, prots: { http: PORT } } }],
  ['MC035', 'null for a port among others', { cart: { ports: { http: PORT, db: null } } }],
  ['MC062', 'an unknown protocol', withPorts({ protocol: 'http' })],
  ['MC062', 'a missing protocol', withPorts({ protocol: undefined })],
  ['MC035', 'null for a protocol', withPorts({ protocol: null })],
  ['MC035', 'a misspelt protocol', withPorts({ protocol: undefined, protcol: 'HTTP' })],
  ['MC020', 'a bad number', withPorts({ port: '80' })],
  ['MC020', 'a bad targetPort', withPorts({ targetPort: 0 })],
  ['MC061', 'one number for two ports', withPorts({ port: 5432 })],
  ['MC063', 'one targetPort for two protocols', withPorts({ targetPort: 5432 })],
  ['MC001', 'a bad name of a port', { cart: { ports: { HTTP: PORT, db: { port: 5432, protocol: 'TCP' } } } }],
  ['MC091', 'an unknown distribution', { cart: { distribution: 'failver' } }],
  ['MC091', 'an order of no clusters', { cart: { distribution: {} } }],
  ['MC091', 'an empty order', { cart: { distribution: { failover: [] } } }],
  ['MC035', 'null for an order', { cart: { distribution: { failover: null } } }],
  ['MC035', 'a misspelt order', { cart: { distribution: { failoevr: [] } } }],
  ['MC009', 'a name in an order', { cart: { distribution: { failover: ['east'] } } }],
  ['MC035', 'null for a distribution', { cart: { distribution: null } }],
  ['MC115', 'an unknown origin of workloads', { cart: { workloads: 'exist' } }],
  ['MC116', 'no service account', { cart: { workloads: 'existing' } }],
  ['MC035', 'null for a service account', { cart: { workloads: 'existing', serviceAccountName: null } }],
  ['MC033', 'a bad service account', { web: { serviceAccountName: 'a b' } }],
  ['MC033', 'no service account of a gateway', { ingress: { serviceAccountName: undefined } }],
  ['MC035', 'null for the service account of a gateway', { ingress: { serviceAccountName: null } }],
  ['MC082', 'a gateway that runs nowhere', { ingress: { clusters: [] } }],
  ['MC082', 'a gateway without clusters', { ingress: { clusters: undefined } }],
  ['MC035', 'null for the clusters of a gateway', { ingress: { clusters: null } }],
  ['MC009', 'a name for a cluster', { ingress: { clusters: ['east'] } }],
  ['MC008', 'no version that calls', { call: { from: [] } }],
  ['MC008', 'an unknown version that calls', { call: { from: ['v9'] } }],
  ['MC008', 'an unknown version among those that call', { call: { from: ['v1', 'v9'] } }],
  ['MC035', 'a version for a list', { call: { from: 'v1' } }],
  ['MC035', 'null for the versions that call', { call: { from: null } }],
  ['MC035', 'misspelt versions that call', { call: { from: undefined, form: ['v1'] } }],
])('%s alone for %s', (code, _, change) => {
  expect(codesOfWays(change)).toEqual(inAllWays(code));
  // the article knows too little to write the mesh, and says so
  expect(codesWith(change, [() => new Article2019({ vips: new Map() }), () => 'spread'])).toContain(code);
});

test('a wrong order of clusters is still an order: it is not taken for a share of each cluster', () => {
  const gateway = { addresses: [address, GatewayAddress.parse('192.0.2.3')] };
  const way = [sni, () => ({ failover: [] })] as const;
  expect(codesWith({ west: { gateway } }, way)).toEqual(['MC091']);
  // which would need one address
  expect(codesWith({ west: { gateway } }, [sni, () => 'spread'])).toEqual(['MC075']);
});

test.each(['cart', 'crat', { name: 'cart' }, {}, 5])('MC009 alone for each call of %j', (callee) => {
  expect(codesOfWays({ callee })).toEqual(inAllWays('MC009', 'MC009'));
});

test.each<[string, string, (east: unknown, west: unknown) => Change]>([
  ['MC007', 'a version that runs nowhere', (east) => ({ web: { versions: { v1: [east], v2: [] } } })],
  ['MC035', 'null for the places of a version', (east) => ({ web: { versions: { v1: [east], v2: null } } })],
  ['MC035', 'a cluster for its list', (east, west) => ({ web: { versions: { v1: [east], v2: west } } })],
  ['MC009', 'a name for a cluster', (east) => ({ web: { versions: { v1: [east], v2: ['west'] } } })],
  [
    'MC009',
    'a name for a cluster under failover',
    (east, west) => ({ cart: { versions: { v1: [east, 'west'], v2: [west] } } }),
  ],
  ['MC005', 'a cluster twice', (east, west) => ({ cart: { versions: { v1: [east, west, west], v2: [west] } } })],
  [
    'MC165',
    'a bad name of a version',
    (east, west) => ({ web: { versions: { v1: [east], v2: [west], 'v 2': [west] } } }),
  ],
  [
    'MC166',
    'versions that differ only in special characters',
    (east, west) => ({ cart: { versions: { v1: [east, west], v2: [west], 'V.2': [west], 'v-2': [west] } } }),
  ],
  ['MC091', 'a cluster twice in an order', (east) => ({ cart: { distribution: { failover: [east, east] } } })],
  ['MC091', 'an order that lacks a cluster', (east) => ({ cart: { distribution: { failover: [east] } } })],
  ['MC035', 'a cluster for an order', (east) => ({ cart: { distribution: { failover: east } } })],
])('%s alone for %s', (code, _, change) => {
  expect(codesOfWays(change)).toEqual(inAllWays(code));
  // the article knows too little to write the mesh, and says so
  expect(codesWith(change, [() => new Article2019({ vips: new Map() }), () => 'spread'])).toContain(code);
});
