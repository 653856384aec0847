/** @module One fault in a rule is one message, whatever else the mesh describes. */
import { type ConfigIssue, GatewayAddress, Mesh, SniAddressing, StringMatch, VipLedger } from '../../../lib';
import { issuesOf } from '../../support/issues';

type Options = Readonly<Record<string, unknown>>;

/** Calls a method as JavaScript does. */
function call(target: object, method: string, ...args: readonly unknown[]): unknown {
  const value: unknown = Reflect.get(target, method);
  return typeof value === 'function' ? Reflect.apply(value, target, args) : undefined;
}

/**
 * What planning says of rules in a mesh where much follows from them: cart fails over between two clusters, db is called by an
 * ingress gateway too, and one cluster has no gateway.
 */
function issuesWith({ http = {}, tcp = {} }: { http?: Options; tcp?: Options }): readonly ConfigIssue[] {
  const mesh = new Mesh('shop');
  const gateway = (text: string): { gateway: GatewayAddress } => ({ gateway: GatewayAddress.parse(text) });
  const east = mesh.addCluster('east', gateway('192.0.2.1'));
  const west = mesh.addCluster('west', gateway('192.0.2.2'));
  const lone = mesh.addCluster('lone');
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  const distribution = { failover: [east, west] } as const;
  const cart = mesh.addService('cart', { port: 80, versions: { v1: [east, west] }, distribution });
  const db = mesh.addService('db', {
    ports: { sql: { port: 5432, protocol: 'TCP' }, admin: { port: 5433, protocol: 'TCP' } },
    versions: { v1: [east, west], v2: [lone] },
  });
  const ingress = mesh.addIngressGateway('ingress', { clusters: [west], serviceAccountName: 'ingress' });
  web.calls(cart);
  web.calls(db);
  ingress.calls(cart);
  ingress.calls(db);
  const retries = { attempts: 3, perTryTimeout: '1s', retryOn: 'safe' };
  call(cart, 'addRoute', [
    { match: [{ uri: StringMatch.prefix('/a') }], to: [{ version: 'v1' }], retries, ...http },
    { to: [{ version: 'v1' }], retries },
  ]);
  call(db, 'addTcpRoute', [
    { from: [east], match: [{ port: 5432 }], to: [{ version: 'v1' }] },
    { from: [east], match: [{ port: 5433 }], to: [{ version: 'v1' }], ...tcp },
  ]);
  return issuesOf(() => mesh.plan(new SniAddressing({ vips: VipLedger.parse('') })));
}

test('the mesh itself is sound', () => {
  expect(issuesWith({})).toEqual([]);
});

const { exact, prefix, regex } = StringMatch;

test.each<[string, string, Options]>([
  ['MC008', 'an unknown version', { to: [{ version: 'v2' }] }],
  ['MC008', 'no version', { to: [{}] }],
  ['MC035', 'a misspelt version', { to: [{ verison: 'v1' }] }],
  ['MC035', 'null for a version', { to: [{ version: null }] }],
  ['MC035', 'a version for a destination', { to: ['v1'] }],
  ['MC035', 'a version for a list', { to: 'v1' }],
  ['MC035', 'a destination for a list', { to: { version: 'v1' } }],
  ['MC035', 'null for destinations', { to: null }],
  ['MC035', 'misspelt destinations', { to: undefined, too: [{ version: 'v1' }] }],
  ['MC017', 'an empty list of destinations', { to: [] }],
  ['MC009', 'a name for a cluster', { to: [{ version: 'v1', cluster: 'east' }] }],
  ['MC035', 'null for a cluster', { to: [{ version: 'v1', cluster: null }] }],
  ['MC011', 'a bad weight', { to: [{ version: 'v1', weight: '1' }] }],
  ['MC045', 'headers that change nothing', { to: [{ version: 'v1', headers: {} }] }],
  ['MC052', 'retries without a condition', { retries: { attempts: 3, perTryTimeout: '1s' } }],
  ['MC044', 'a bad perTryTimeout', { retries: { attempts: 3, perTryTimeout: '1', retryOn: 'safe' } }],
  ['MC035', 'null for retries', { retries: null }],
  ['MC035', 'misspelt retries', { retries: undefined, retry: { attempts: 3 } }],
  ['MC044', 'a bad timeout', { timeout: '1' }],
  ['MC019', 'a text for a StringMatch', { match: [{ uri: '/' }] }],
  ['MC019', 'a bad path', { match: [{ uri: exact('a') }] }],
  ['MC043', 'a bad regular expression', { match: [{ uri: regex('(') }] }],
  ['MC019', 'no conditions', { match: [{}] }],
  ['MC035', 'a misspelt condition', { match: [{ url: prefix('/') }] }],
  ['MC035', 'a condition for a list', { match: { uri: prefix('/') } }],
  ['MC035', 'null for conditions', { match: null }],
  ['MC035', 'a misspelt match', { matches: [{ uri: prefix('/a') }] }],
  ['MC009', 'a name in from', { from: ['east'] }],
  ['MC042', 'nobody in from', { from: [] }],
  ['MC035', 'a name for from', { from: 'east' }],
  ['MC035', 'null for from', { from: null }],
  ['MC040', 'a redirect beside destinations', { retries: undefined, redirect: { uri: '/b' } }],
  ['MC035', 'a misspelt redirect', { to: undefined, retries: undefined, redirct: { uri: '/b' } }],
  ['MC048', 'a redirect to nowhere', { to: undefined, retries: undefined, redirect: {} }],
  ['MC008', 'an unknown version of a mirror', { mirrors: [{ version: 'v2' }] }],
])('%s alone for %s', (code, _, http) => {
  expect(issuesWith({ http }).map((issue) => issue.code)).toEqual([code]);
});

test.each<[string, string, Options]>([
  ['MC008', 'an unknown version', { to: [{ version: 'v9' }] }],
  ['MC008', 'no version', { to: [{}] }],
  ['MC035', 'a misspelt version', { to: [{ verison: 'v1' }] }],
  ['MC009', 'a name for a cluster', { to: [{ version: 'v1', cluster: 'east' }] }],
  ['MC017', 'an empty list of destinations', { to: [] }],
  ['MC035', 'misspelt destinations', { to: undefined, too: [{ version: 'v1' }] }],
  ['MC019', 'a port that the service does not have', { match: [{ port: 5434 }] }],
  ['MC019', 'a text for a port', { match: [{ port: '5433' }] }],
  ['MC019', 'no conditions', { match: [{}] }],
  ['MC035', 'a misspelt condition', { match: [{ ports: 5433 }] }],
  ['MC019', 'a bad label', { match: [{ port: 5433, sourceLabels: { app: '-' } }] }],
  ['MC009', 'a name in from', { from: ['east'] }],
  ['MC035', 'null for from', { from: null }],
  ['MC035', 'a misspelt from', { from: undefined, form: [] }],
])('%s alone for %s of a TCP rule', (code, _, tcp) => {
  expect(issuesWith({ tcp }).map((issue) => issue.code)).toEqual([code]);
});

test.each([
  ['addRoute', undefined],
  ['addRoute', 'v1'],
  ['addTcpRoute', null],
])('MC035 alone for %s(%j)', (method, rules) => {
  const mesh = new Mesh('shop');
  const versions = { v1: [mesh.addCluster('east')] } as const;
  const ports = { http: { port: 80, protocol: 'HTTP' }, db: { port: 5432, protocol: 'TCP' } } as const;
  call(mesh.addService('cart', { ports, versions }), method, rules);
  expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ code }) => code)).toEqual(['MC035']);
});

test.each([{ http: { port: 'a', protocol: 'HTTP' } }, { http: { port: 80, protocol: 'http' } }, {}, null])(
  'nothing is said about routes for ports that could not be read: %j',
  (ports) => {
    const mesh = new Mesh('shop');
    const versions = { v1: [mesh.addCluster('east')] };
    const service = call(mesh, 'addService', 'cart', { ports, versions });
    if (typeof service !== 'object' || service === null) throw new Error('unreachable');
    const to = [{ version: 'v1' }];
    call(service, 'addRoute', [{ match: [{ port: 81 }], to }, { to }]);
    call(service, 'addTcpRoute', [{ to }]);
    expect(issuesOf(() => mesh.plan(new SniAddressing()))).toHaveLength(1);
  },
);
