/** @module What callers without a compiler may pass: coded errors, and never another crash. */
import { Mesh, SniAddressing, StringMatch } from '../../lib';
import { formatIssue } from '../../lib/errors';
import { issuesOf } from '../support/issues';
import { shop } from '../support/meshes';

type Shop = ReturnType<typeof shop>;

/** Calls a method as JavaScript does. */
function call(target: object, method: string, ...args: readonly unknown[]): unknown {
  const value: unknown = Reflect.get(target, method);
  return typeof value === 'function' ? Reflect.apply(value, target, args) : undefined;
}

const exact = StringMatch.exact('jason');
const v1 = [{ version: 'v1' }];

const mistakes: readonly (readonly [string, string, (described: Shop) => unknown])[] = [
  [
    'MC035 options of service "x" is no object: got undefined',
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
    'MC035 options of cluster "x" is no object: got null',
    'null for options',
    ({ mesh }) => call(mesh, 'addCluster', 'x', null),
  ],
  [
    'MC022 gateway of cluster "x" is no GatewayAddress: got "192.0.2.9"',
    'a text for an address',
    ({ mesh }) => call(mesh, 'addCluster', 'x', { gateway: '192.0.2.9' }),
  ],
  [
    'MC022 gateway of cluster "x" is no GatewayAddress: got null',
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
    'MC035 options of "web".calls is no object: got ["v1"]',
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
    'MC035 rule 1 of route of "cart" is no object: got null',
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
    'MC035 headers of a match of rule 1 of route of "cart" is no object',
    'a list for headers',
    ({ cart }) => call(cart, 'addRoute', [{ match: [{ headers: [exact] }], to: v1 }]),
  ],
  [
    'MC019 a match of rule 1 of route of "cart" compares the path with no StringMatch: got null',
    'null for a path',
    ({ cart }) => call(cart, 'addRoute', [{ match: [{ uri: null }], to: v1 }]),
  ],
  [
    'MC035 "to" of rule 1 of route of "cart" is no list: got "v1"',
    'a version for a list',
    ({ cart }) => call(cart, 'addRoute', [{ to: 'v1' }]),
  ],
  [
    'MC035 a destination of rule 1 of route of "cart" is no object: got "v1"',
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
];

test.each(mistakes)('fails with %s', (message, _, mistake) => {
  const described = shop();
  mistake(described);
  const issues = issuesOf(() => described.mesh.plan(new SniAddressing()));
  expect(issues.map(formatIssue)).toContainEqual(expect.stringContaining(message));
});

test('every mistake of a call names the line of that call', () => {
  const { mesh, cart } = shop();
  call(cart, 'addRoute', [{ matches: [], to: v1 }]);
  expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ at }) => at)).toEqual([
    expect.stringMatching(/^test\/mesh\/shape\.test\.ts:\d+$/),
  ]);
});

test('a misspelt property is recognised', () => {
  const { mesh, cart } = shop();
  call(cart, 'addRoute', [{ matchs: [], to: v1 }]);
  expect(issuesOf(() => mesh.plan(new SniAddressing()))).toEqual([
    expect.objectContaining({
      allowed: expect.stringMatching(/^"name", "from", "match", "to", .* and "headers"$/),
      fix: 'remove or rename it; did you mean "match"?',
    }),
  ]);
});

test.each([undefined, null, 'sni', {}, SniAddressing])('fails with MC035 when planned with %p', (scheme) => {
  const mesh = new Mesh('shop');
  expect(issuesOf(() => call(mesh, 'plan', scheme))).toEqual([
    expect.objectContaining({ code: 'MC035', fix: 'pass a scheme, such as new SniAddressing()' }),
  ]);
  expect(() => mesh.addCluster('east')).not.toThrow();
});
