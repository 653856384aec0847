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
    'MC035 The options of service "x" must be an object, but are missing.',
    'no options',
    ({ mesh }) => call(mesh, 'addService', 'x'),
  ],
  [
    'MC007 "versions" of service "x" must have at least one version, but is missing.',
    'no versions',
    ({ mesh }) => call(mesh, 'addService', 'x', { port: 80 }),
  ],
  [
    'MC035 "versions.v1" of service "x" must be a list of clusters, but is Cluster "east". Put it into [ ].',
    'a cluster for a list',
    ({ mesh, east }) => call(mesh, 'addService', 'x', { port: 80, versions: { v1: east } }),
  ],
  [
    'MC035 Service "x" has an unknown option "prot".',
    'a misspelt option',
    ({ mesh, east }) => call(mesh, 'addService', 'x', { prot: 80, port: 80, versions: { v1: [east] } }),
  ],
  [
    'MC035 The options of cluster "x" must be an object, but are null.',
    'null for options',
    ({ mesh }) => call(mesh, 'addCluster', 'x', null),
  ],
  [
    'MC022 "gateway" of cluster "x" must be a GatewayAddress, but is "192.0.2.9". Pass GatewayAddress.parse(…).',
    'a text for an address',
    ({ mesh }) => call(mesh, 'addCluster', 'x', { gateway: '192.0.2.9' }),
  ],
  [
    'MC035 "gateway" of cluster "x" must have a value, but is null.',
    'null for an address',
    ({ mesh }) => call(mesh, 'addCluster', 'x', { gateway: null }),
  ],
  [
    'MC021 "locality" of cluster "x" must be a region, region/zone or region/zone/subzone, but is { region:',
    'an object for a locality',
    ({ mesh }) => call(mesh, 'addCluster', 'x', { locality: { region: 'eu' } }),
  ],
  [
    'MC001 The name of a cluster must be a DNS label (lower-case letters, digits and "-", with a letter or digit at both ends), but is 5.',
    'a number for a name',
    ({ mesh }) => call(mesh, 'addCluster', 5),
  ],
  [
    'MC033 "serviceAccountName" of service "x" must be a DNS name (labels of lower-case letters, digits and "-", joined by "."), but is 5.',
    'a number for an account',
    ({ mesh, east }) => call(mesh, 'addService', 'x', { port: 80, versions: { v1: [east] }, serviceAccountName: 5 }),
  ],
  [
    'MC035 The options of the call from "web" to "cart" must be an object, but are ["v1"]. Its only option is "from".',
    'a list for options',
    ({ web, cart }) => call(web, 'calls', cart, ['v1']),
  ],
  [
    'MC035 "from" of the call from "web" to "cart" must be a list of versions, but is "v1".',
    'a version for a list',
    ({ web, cart }) => call(web, 'calls', cart, { from: 'v1' }),
  ],
  [
    'MC008 "from" of the call from "web" to "cart" must have at least one version, but is []. Name the versions that call,',
    'an empty from',
    ({ web, cart }) => call(web, 'calls', cart, { from: [] }),
  ],
  [
    'MC035 The route of "cart" must be a list of rules, but is missing.',
    'no rules',
    ({ cart }) => call(cart, 'addRoute'),
  ],
  [
    'MC035 The route of "cart" must be a list of rules, but is { to: [Array] }. Put it into [ ].',
    'a rule for a list',
    ({ cart }) => call(cart, 'addRoute', { to: v1 }),
  ],
  [
    'MC035 Rule 1 for "cart" must be an object, but is null.',
    'null for a rule',
    ({ cart }) => call(cart, 'addRoute', [null]),
  ],
  [
    'MC035 "match" of rule 1 for "cart" must be a list of conditions, but is { uri: [StringMatch] }. Put it into [ ].',
    'a condition for a list',
    ({ cart }) => call(cart, 'addRoute', [{ match: { uri: exact }, to: v1 }]),
  ],
  [
    'MC035 Rule 1 for "cart" has an unknown option "matches". Did you mean "match"?',
    'a misspelt match',
    ({ cart }) => call(cart, 'addRoute', [{ matches: [], to: v1 }]),
  ],
  [
    'MC035 Match 1 of rule 1 for "cart" has an unknown option "header". Did you mean "headers"?',
    'misspelt headers',
    ({ cart }) => call(cart, 'addRoute', [{ match: [{ header: { a: exact } }], to: v1 }]),
  ],
  [
    'MC035 "headers" of match 1 of rule 1 for "cart" must be an object, but is [StringMatch',
    'a list for headers',
    ({ cart }) => call(cart, 'addRoute', [{ match: [{ headers: [exact] }], to: v1 }]),
  ],
  [
    'MC035 "uri" of match 1 of rule 1 for "cart" must have a value, but is null.',
    'null for a path',
    ({ cart }) => call(cart, 'addRoute', [{ match: [{ uri: null }], to: v1 }]),
  ],
  [
    'MC035 "to" of rule 1 for "cart" must be a list of destinations, but is "v1". Put it into [ ].',
    'a version for a list',
    ({ cart }) => call(cart, 'addRoute', [{ to: 'v1' }]),
  ],
  [
    'MC035 Destination 1 of rule 1 for "cart" must be an object, but is "v1".',
    'a version for a destination',
    ({ cart }) => call(cart, 'addRoute', [{ to: ['v1'] }]),
  ],
  [
    'MC035 Version "v1" in rule 1 for "cart" has an unknown option "weigth". Did you mean "weight"?',
    'a misspelt weight',
    ({ cart }) => call(cart, 'addRoute', [{ to: [{ version: 'v1', weigth: 1 }] }]),
  ],
  [
    'MC011 "weight" of version "v1" in rule 1 for "cart" must be an integer from 0 to 1000000, but is "50".',
    'a text for a weight',
    ({ cart }) => call(cart, 'addRoute', [{ to: [{ version: 'v1', weight: '50' }] }]),
  ],
  [
    'MC035 "versions" of service "x" must have a value, but is null.',
    'null for versions',
    ({ mesh }) => call(mesh, 'addService', 'x', { port: 80, versions: null }),
  ],
  [
    'MC035 "versions" of service "x" must be an object, but is ["v1"].',
    'a list for versions',
    ({ mesh }) => call(mesh, 'addService', 'x', { port: 80, versions: ['v1'] }),
  ],
  [
    'MC035 "trafficPolicy" of service "x" must have a value, but is null.',
    'null for a policy',
    ({ mesh, east }) => call(mesh, 'addService', 'x', { port: 80, versions: { v1: [east] }, trafficPolicy: null }),
  ],
  [
    'MC035 "versionPolicies.v1" of service "x" must be an object, but is null.',
    'null for the policy of a version',
    ({ mesh, east }) =>
      call(mesh, 'addService', 'x', { port: 80, versions: { v1: [east] }, versionPolicies: { v1: null } }),
  ],
  [
    'MC035 "cluster" of version "v1" in rule 1 for "cart" must have a value, but is null.',
    'null for a cluster',
    ({ cart }) => call(cart, 'addRoute', [{ to: [{ version: 'v1', cluster: null }] }]),
  ],
  [
    'MC035 "cluster" of mirror 1 of rule 1 for "cart" must have a value, but is null.',
    'null for the cluster of a mirror',
    ({ cart }) => call(cart, 'addRoute', [{ to: v1, mirrors: [{ version: 'v1', cluster: null }] }]),
  ],
  [
    'MC035 "match" of rule 1 for "cart" must have a value, but is null.',
    'null for a match',
    ({ cart }) => call(cart, 'addRoute', [{ match: null, to: v1 }]),
  ],
  [
    'MC035 "workloads" of service "x" must have a value, but is null.',
    'null for workloads',
    ({ mesh, east }) => call(mesh, 'addService', 'x', { port: 80, versions: { v1: [east] }, workloads: null }),
  ],
  [
    'MC035 "distribution" of service "x" must have a value, but is null.',
    'null for a distribution',
    ({ mesh, east }) => call(mesh, 'addService', 'x', { port: 80, versions: { v1: [east] }, distribution: null }),
  ],
  [
    'MC035 "namespace" of ingress gateway "x" must have a value, but is null.',
    'null for a namespace',
    ({ mesh, east }) =>
      call(mesh, 'addIngressGateway', 'x', { clusters: [east], serviceAccountName: 'a', namespace: null }),
  ],
  [
    'MC035 The options of cluster "x" must be an object, but are 1970-01-01',
    'a date for options',
    ({ mesh }) => call(mesh, 'addCluster', 'x', new Date(0)),
  ],
  [
    'MC020 "ports.http.port" of service "x" must be an integer from 1 to 65535, but is 10n.',
    'a bigint for a port',
    ({ mesh, east }) => call(mesh, 'addService', 'x', { ports: portsOf(10n), versions: { v1: [east] } }),
  ],
  [
    'MC020 "ports.http.port" of service "x" must be an integer from 1 to 65535, but is Symbol(a).',
    'a symbol for a port',
    ({ mesh, east }) => call(mesh, 'addService', 'x', { ports: portsOf(symbol), versions: { v1: [east] } }),
  ],
  [
    'MC001 The name of a cluster must be a DNS label (lower-case letters, digits and "-", with a letter or digit at both ends), but is Symbol(a).',
    'a symbol for a cluster',
    ({ mesh }) => call(mesh, 'addCluster', symbol),
  ],
  [
    'MC001 The name of a service must be a DNS label that starts with a letter (lower-case letters, digits and "-", with a letter or digit at the end), but is Symbol(a).',
    'a symbol for a service',
    ({ mesh, east }) => call(mesh, 'addService', symbol, { port: 80, versions: { v1: [east] } }),
  ],
  [
    'MC001 The name of an ingress gateway must be a DNS label (lower-case letters, digits and "-", with a letter or digit at both ends), but is Symbol(a).',
    'a symbol for an ingress gateway',
    ({ mesh, east }) => call(mesh, 'addIngressGateway', symbol, { clusters: [east], serviceAccountName: symbol }),
  ],
  [
    'MC001 "namespace" of service "x" must be a DNS label (lower-case letters, digits and "-", with a letter or digit at both ends), but is Symbol(a).',
    'a symbol for a namespace',
    ({ mesh, east }) =>
      call(mesh, 'addService', 'x', {
        ...{ port: 80, versions: { v1: [east] } },
        ...{ namespace: symbol, serviceAccountName: symbol },
      }),
  ],
  [
    'MC008 "version" of destination 1 of rule 1 for "cart" must be "v1" or "v2", but is Symbol(a).',
    'a symbol for a version',
    ({ cart, east }) =>
      call(cart, 'addRoute', [{ to: [{ version: symbol }, { version: symbol, cluster: east }, ...v1] }]),
  ],
  [
    'MC019 "sourceLabels.tier" of match 1 of rule 1 for "cart" must be a valid label value, but is { a: 1 }.',
    'no texts for labels',
    ({ cart }) =>
      call(cart, 'addRoute', [{ match: [{ sourceLabels: { app: symbol, tier: { a: 1 } } }], to: v1 }, { to: v1 }]),
  ],
  [
    'MC035 "sourceLabels" of match 1 of rule 1 for "cart" must be an object, but is StringMatch',
    'a comparison for labels',
    ({ cart }) => call(cart, 'addRoute', [{ match: [{ sourceLabels: exact }], to: v1 }, { to: v1 }]),
  ],
  [
    'MC072 "gateway.selector.tier" of cluster "x" must be a valid label value, but is { a: 1 }.',
    'no texts for a selector',
    ({ mesh }) => call(mesh, 'addCluster', 'x', { gateway: gatewayOf({ selector: { app: symbol, tier: { a: 1 } } }) }),
  ],
  [
    'MC001 "gateway.namespace" of cluster "x" must be a DNS label (lower-case letters, digits and "-", with a letter or digit at both ends), but is Symbol(a).',
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
      what: 'Rule 1 for "cart" has an unknown option "matchs".',
      fix: expect.stringMatching(
        /^Did you mean "match"\? Its options are "name", "from", "match", .* and "headers"\.$/,
      ),
    }),
  ]);
});

test.each([undefined, null, 'sni', {}, SniAddressing])('fails with MC035 if the scheme is %p', (scheme) => {
  const mesh = new Mesh('shop');
  expect(issuesOf(() => call(mesh, 'plan', scheme))).toEqual([
    expect.objectContaining({ code: 'MC035', fix: 'Pass a scheme, such as new SniAddressing().' }),
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
    'MC165',
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
    ['0b-1', [code]],
    ['0o8', []],
    ['0x1f', []],
    ['0b1', []],
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
  const { mesh, east, web } = shop();
  const ports = { http: { port: 'a', protocol: 'HTTP' }, grpc: { port: 'b', protocol: 'GRPC' } };
  const service: unknown = call(mesh, 'addService', 'x', { ports, versions: { v1: [east] } });
  call(web, 'calls', service);
  if (typeof service === 'object' && service !== null)
    call(service, 'addRoute', [{ match: [{ port: 80 }], to: v1 }, { to: v1 }]);
  expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual(['MC020', 'MC020']);
});
