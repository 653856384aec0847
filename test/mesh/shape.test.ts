/** @module Tests that values of wrong types, which a compiler would refuse, fail with coded errors and never crash. */
import { GatewayAddress, Mesh, SniAddressing, StringMatch } from '../../lib';
import { formatIssue } from '../../lib/errors';
import { codesOf, issuesOf } from '../support/issues';
import { shop } from '../support/meshes';

type Shop = ReturnType<typeof shop>;

/** Calls a method without type checks, as JavaScript does. */
function call(target: object, method: string, ...args: readonly unknown[]): unknown {
  const value: unknown = Reflect.get(target, method);
  return typeof value === 'function' ? Reflect.apply(value, target, args) : undefined;
}

const exact = StringMatch.exact('jason');
const v1 = [{ version: 'v1' }];
const symbol = Symbol('a');
const portsOf = (port: unknown): object => ({ http: { port, protocol: 'HTTP' }, tcp: { port: 5, protocol: {} } });
const gatewayOf = (props: object): object => ({ addresses: [GatewayAddress.parse('192.0.2.9')], ...props });

const mistakes: readonly (readonly [string, string, (described: Shop) => unknown])[] = [
  [
    'MC035 options of service "x" is no plain object: got undefined',
    'no options',
    ({ mesh }) => call(mesh, 'addService', 'x'),
  ],
  [
    'MC007 service "x" has no version: got undefined',
    'no versions',
    ({ mesh }) => call(mesh, 'addService', 'x', { port: 80 }),
  ],
  [
    'MC035 places of version "v1" of "x" is no list: got Cluster "east"',
    'a cluster for a list',
    ({ mesh, east }) => call(mesh, 'addService', 'x', { port: 80, versions: { v1: east } }),
  ],
  [
    'MC035 options of service "x" has an unknown property: got "prot"',
    'a misspelt option',
    ({ mesh, east }) => call(mesh, 'addService', 'x', { prot: 80, port: 80, versions: { v1: [east] } }),
  ],
  [
    'MC035 options of cluster "x" is no plain object: got null',
    'null for options',
    ({ mesh }) => call(mesh, 'addCluster', 'x', null),
  ],
  [
    'MC022 gateway of cluster "x" is no GatewayAddress: got "192.0.2.9"',
    'a text for an address',
    ({ mesh }) => call(mesh, 'addCluster', 'x', { gateway: '192.0.2.9' }),
  ],
  [
    'MC035 "gateway" in options of cluster "x" is null: got null',
    'null for an address',
    ({ mesh }) => call(mesh, 'addCluster', 'x', { gateway: null }),
  ],
  [
    'MC021 cluster "x" has a bad locality: got { region:',
    'an object for a locality',
    ({ mesh }) => call(mesh, 'addCluster', 'x', { locality: { region: 'eu' } }),
  ],
  ['MC001 cluster name is not a DNS label: got 5', 'a number for a name', ({ mesh }) => call(mesh, 'addCluster', 5)],
  [
    'MC033 service account of service "x" is not a DNS name: got 5',
    'a number for an account',
    ({ mesh, east }) => call(mesh, 'addService', 'x', { port: 80, versions: { v1: [east] }, serviceAccountName: 5 }),
  ],
  [
    'MC035 options of "web".calls is no plain object: got ["v1"]',
    'a list for options',
    ({ web, cart }) => call(web, 'calls', cart, ['v1']),
  ],
  [
    'MC035 "from" in options of "web".calls is no list: got "v1"',
    'a version for a list',
    ({ web, cart }) => call(web, 'calls', cart, { from: 'v1' }),
  ],
  [
    'MC008 a caller is no version of "web": got undefined',
    'an empty from',
    ({ web, cart }) => call(web, 'calls', cart, { from: [] }),
  ],
  ['MC035 route of "cart" is no list: got undefined', 'no rules', ({ cart }) => call(cart, 'addRoute')],
  [
    'MC035 route of "cart" is no list: got { to: [Array] }',
    'a rule for a list',
    ({ cart }) => call(cart, 'addRoute', { to: v1 }),
  ],
  [
    'MC035 rule 1 of route of "cart" is no plain object: got null',
    'null for a rule',
    ({ cart }) => call(cart, 'addRoute', [null]),
  ],
  [
    'MC035 match of rule 1 of route of "cart" is no list',
    'a condition for a list',
    ({ cart }) => call(cart, 'addRoute', [{ match: { uri: exact }, to: v1 }]),
  ],
  [
    'MC035 rule 1 of route of "cart" has an unknown property: got "matches"',
    'a misspelt match',
    ({ cart }) => call(cart, 'addRoute', [{ matches: [], to: v1 }]),
  ],
  [
    'MC035 a match of rule 1 of route of "cart" has an unknown property: got "header"',
    'misspelt headers',
    ({ cart }) => call(cart, 'addRoute', [{ match: [{ header: { a: exact } }], to: v1 }]),
  ],
  [
    'MC035 headers of a match of rule 1 of route of "cart" is no plain object',
    'a list for headers',
    ({ cart }) => call(cart, 'addRoute', [{ match: [{ headers: [exact] }], to: v1 }]),
  ],
  [
    'MC035 "uri" in a match of rule 1 of route of "cart" is null: got null',
    'null for a path',
    ({ cart }) => call(cart, 'addRoute', [{ match: [{ uri: null }], to: v1 }]),
  ],
  [
    'MC035 "to" of rule 1 of route of "cart" is no list: got "v1"',
    'a version for a list',
    ({ cart }) => call(cart, 'addRoute', [{ to: 'v1' }]),
  ],
  [
    'MC035 a destination of rule 1 of route of "cart" is no plain object: got "v1"',
    'a version for a destination',
    ({ cart }) => call(cart, 'addRoute', [{ to: ['v1'] }]),
  ],
  [
    'MC035 a destination of rule 1 of route of "cart" has an unknown property: got "weigth"',
    'a misspelt weight',
    ({ cart }) => call(cart, 'addRoute', [{ to: [{ version: 'v1', weigth: 1 }] }]),
  ],
  [
    'MC011 a weight of rule 1 of route of "cart" is no such integer: got ["50"]',
    'a text for a weight',
    ({ cart }) => call(cart, 'addRoute', [{ to: [{ version: 'v1', weight: '50' }] }]),
  ],
  [
    'MC035 "versions" in options of service "x" is null',
    'null for versions',
    ({ mesh }) => call(mesh, 'addService', 'x', { port: 80, versions: null }),
  ],
  [
    'MC035 versions of "x" is no plain object: got ["v1"]',
    'a list for versions',
    ({ mesh }) => call(mesh, 'addService', 'x', { port: 80, versions: ['v1'] }),
  ],
  [
    'MC035 "trafficPolicy" in options of service "x" is null',
    'null for a policy',
    ({ mesh, east }) => call(mesh, 'addService', 'x', { port: 80, versions: { v1: [east] }, trafficPolicy: null }),
  ],
  [
    'MC035 "v1" of versionPolicies of service "x" is no plain object: got null',
    'null for the policy of a version',
    ({ mesh, east }) =>
      call(mesh, 'addService', 'x', { port: 80, versions: { v1: [east] }, versionPolicies: { v1: null } }),
  ],
  [
    'MC035 "cluster" in a destination of rule 1 of route of "cart" is null',
    'null for a cluster',
    ({ cart }) => call(cart, 'addRoute', [{ to: [{ version: 'v1', cluster: null }] }]),
  ],
  [
    'MC035 "cluster" in a mirror of mirrors of rule 1 of route of "cart" is null',
    'null for the cluster of a mirror',
    ({ cart }) => call(cart, 'addRoute', [{ to: v1, mirrors: [{ version: 'v1', cluster: null }] }]),
  ],
  [
    'MC035 "match" in rule 1 of route of "cart" is null',
    'null for a match',
    ({ cart }) => call(cart, 'addRoute', [{ match: null, to: v1 }]),
  ],
  [
    'MC035 "workloads" in options of service "x" is null',
    'null for workloads',
    ({ mesh, east }) => call(mesh, 'addService', 'x', { port: 80, versions: { v1: [east] }, workloads: null }),
  ],
  [
    'MC035 "distribution" in options of service "x" is null',
    'null for a distribution',
    ({ mesh, east }) => call(mesh, 'addService', 'x', { port: 80, versions: { v1: [east] }, distribution: null }),
  ],
  [
    'MC035 "namespace" in options of ingress gateway "x" is null',
    'null for a namespace',
    ({ mesh, east }) =>
      call(mesh, 'addIngressGateway', 'x', { clusters: [east], serviceAccountName: 'a', namespace: null }),
  ],
  [
    'MC035 options of cluster "x" is no plain object: got 1970-01-01',
    'a date for options',
    ({ mesh }) => call(mesh, 'addCluster', 'x', new Date(0)),
  ],
  [
    'MC020 port "http" of service "x" has a bad number: got 10n',
    'a bigint for a port',
    ({ mesh, east }) => call(mesh, 'addService', 'x', { ports: portsOf(10n), versions: { v1: [east] } }),
  ],
  [
    'MC020 port "http" of service "x" has a bad number: got Symbol(a)',
    'a symbol for a port',
    ({ mesh, east }) => call(mesh, 'addService', 'x', { ports: portsOf(symbol), versions: { v1: [east] } }),
  ],
  [
    'MC001 cluster name is not a DNS label: got Symbol(a)',
    'a symbol for a cluster',
    ({ mesh }) => call(mesh, 'addCluster', symbol),
  ],
  [
    'MC001 service name is not a DNS label: got Symbol(a)',
    'a symbol for a service',
    ({ mesh, east }) => call(mesh, 'addService', symbol, { port: 80, versions: { v1: [east] } }),
  ],
  [
    'MC001 ingress gateway name is not a DNS label: got Symbol(a)',
    'a symbol for an ingress gateway',
    ({ mesh, east }) => call(mesh, 'addIngressGateway', symbol, { clusters: [east], serviceAccountName: symbol }),
  ],
  [
    'MC001 namespace of service "x" is not a DNS label: got Symbol(a)',
    'a symbol for a namespace',
    ({ mesh, east }) =>
      call(mesh, 'addService', 'x', {
        ...{ port: 80, versions: { v1: [east] } },
        ...{ namespace: symbol, serviceAccountName: symbol },
      }),
  ],
  [
    'MC008 a destination of rule 1 of route of "cart" is no version of "cart": got Symbol(a)',
    'a symbol for a version',
    ({ cart, east }) =>
      call(cart, 'addRoute', [{ to: [{ version: symbol }, { version: symbol, cluster: east }, ...v1] }]),
  ],
  [
    'MC019 a match of rule 1 of route of "cart" has bad "sourceLabels": got ["app=Symbol(a)", "tier={ a: 1 }"]',
    'no texts for labels',
    ({ cart }) =>
      call(cart, 'addRoute', [{ match: [{ sourceLabels: { app: symbol, tier: { a: 1 } } }], to: v1 }, { to: v1 }]),
  ],
  [
    'MC035 sourceLabels of a match of rule 1 of route of "cart" is no plain object: got StringMatch',
    'a comparison for labels',
    ({ cart }) => call(cart, 'addRoute', [{ match: [{ sourceLabels: exact }], to: v1 }, { to: v1 }]),
  ],
  [
    'MC072 gateway of cluster "x" has a bad selector: got ["app=Symbol(a)", "tier={ a: 1 }"]',
    'no texts for a selector',
    ({ mesh }) => call(mesh, 'addCluster', 'x', { gateway: gatewayOf({ selector: { app: symbol, tier: { a: 1 } } }) }),
  ],
  [
    'MC001 namespace of gateway of cluster "x" is not a DNS label: got Symbol(a)',
    'a symbol for the namespace of a gateway',
    ({ mesh }) => call(mesh, 'addCluster', 'x', { gateway: gatewayOf({ namespace: symbol, port: symbol }) }),
  ],
];

test.each(mistakes)('fails with %s', (message, _, mistake) => {
  const described = shop();
  mistake(described);
  const issues = issuesOf(() => described.mesh.plan(new SniAddressing()));
  expect(issues.map(formatIssue)).toContainEqual(expect.stringContaining(message));
});

test('a mistake names the line of its call', () => {
  const { mesh, cart } = shop();
  call(cart, 'addRoute', [{ matches: [], to: v1 }]);
  expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ at }) => at)).toEqual([
    expect.stringMatching(/^test\/mesh\/shape\.test\.ts:\d+$/),
  ]);
});

test('a misspelt property gets a suggestion', () => {
  const { mesh, cart } = shop();
  call(cart, 'addRoute', [{ matchs: [], to: v1 }]);
  expect(issuesOf(() => mesh.plan(new SniAddressing()))).toEqual([
    expect.objectContaining({
      allowed: expect.stringMatching(/^"name", "from", "match", "to", .* and "headers"$/),
      fix: 'remove or rename it; did you mean "match"?',
    }),
  ]);
});

test.each([undefined, null, 'sni', {}, SniAddressing])('fails with MC035 if the scheme is %p', (scheme) => {
  const mesh = new Mesh('shop');
  expect(issuesOf(() => call(mesh, 'plan', scheme))).toEqual([
    expect.objectContaining({ code: 'MC035', fix: 'pass a scheme, such as new SniAddressing()' }),
  ]);
  expect(() => mesh.addCluster('east')).not.toThrow();
});

test('fails with MC035 for a null match, and does not treat it as a match on every request', () => {
  const { mesh, cart } = shop();
  call(cart, 'addRoute', [{ match: null, to: v1 }, { to: v1 }]);
  expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ code }) => code)).toEqual(['MC035']);
});

test.each([null, undefined, 5, Symbol('a'), Object.create(null), { toString: null }])(
  'fails with MC001 for a mesh named %p',
  (name) => {
    const mesh: unknown = Reflect.construct(Mesh, [name]);
    if (!(mesh instanceof Mesh)) throw new Error('no Mesh');
    call(mesh, 'addService', 'web', { port: 80, versions: { v1: [mesh.addCluster('east')] } });
    expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual(['MC001']);
  },
);

test.each([
  [
    'MC001',
    'version',
    (name: string, { mesh, east }: Shop) => call(mesh, 'addService', 'x', { port: 80, versions: { [name]: [east] } }),
  ],
  [
    'MC001',
    'namespace',
    (name: string, { mesh, east }: Shop) =>
      call(mesh, 'addService', 'x', { port: 80, versions: { v1: [east] }, namespace: name }),
  ],
  ['MC001', 'cluster', (name: string, { mesh }: Shop) => call(mesh, 'addCluster', name)],
  [
    'MC033',
    'service account',
    (name: string, { mesh, east }: Shop) =>
      call(mesh, 'addService', 'x', { port: 80, versions: { v1: [east] }, serviceAccountName: name }),
  ],
])('fails with %s for a %s that Kubernetes reads as a number', (code, _, add) => {
  for (const [name, codes] of [
    ['0o7', [code]],
    ['0o17', [code]],
    ['0o8', []],
    ['0x1f', []],
  ] as const) {
    const described = shop();
    add(name, described);
    expect(codesOf(() => described.mesh.plan(new SniAddressing()))).toEqual(codes);
  }
});

test('fails with MC007 only for a service without versions, even if it has a route', () => {
  const mesh = new Mesh('shop');
  mesh.addCluster('east');
  const service: unknown = call(mesh, 'addService', 'x', { port: 80, versions: {} });
  if (typeof service === 'object' && service !== null) call(service, 'addRoute', [{ to: [...v1, ...v1] }]);
  expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual(['MC007']);
});

test('a wrong port is not reported again where a rule matches on it', () => {
  const { mesh, east } = shop();
  const ports = { http: { port: 'a', protocol: 'HTTP' }, grpc: { port: 'b', protocol: 'GRPC' } };
  const service: unknown = call(mesh, 'addService', 'x', { ports, versions: { v1: [east] } });
  if (typeof service === 'object' && service !== null)
    call(service, 'addRoute', [{ match: [{ port: 80 }], to: v1 }, { to: v1 }]);
  expect(codesOf(() => mesh.plan(new SniAddressing()))).not.toContain('MC019');
});
