/** @module Tests names that every JavaScript object inherits, such as constructor: only the user's own values count. */
import { Mesh, SniAddressing, StringMatch } from '../../lib';
import { codesOf, issuesOf } from '../support/issues';
import { shop } from '../support/meshes';
import { issuesOfRules } from '../support/rules';

const exact = StringMatch.exact('a');
const to = [{ version: 'v1' }];

/** An object with one own property of any name. */
function named(name: string, value: unknown): object {
  return Object.fromEntries([[name, value]]);
}

test('a version named constructor has only the policies that the user gives', () => {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east');
  const limits = { connectionPool: { tcp: { maxConnections: 7 } } };
  const versions = { constructor: [east], v1: [east] } as const;
  const plain = mesh.addService('plain', { port: 80, versions });
  const limited = mesh.addService('limited', { port: 80, versions, versionPolicies: { constructor: limits } });
  for (const service of [plain, limited]) service.addRoute([{ to: [{ version: 'constructor' }] }]);
  const plan = mesh.plan(new SniAddressing()).for(east);
  const [subset] = plan.of(plain).localDestinationRule?.spec.subsets ?? [];
  expect(subset).toEqual({ name: 'constructor', labels: { version: 'constructor' } });
  expect(plan.of(limited).localDestinationRule?.spec.subsets?.[0]).toMatchObject({ trafficPolicy: limits });
});

test.each(['toString', 'hasOwnProperty', 'valueOf'])(
  'a match on query parameter %s hides no match on another one',
  (name) => {
    const first = { match: [{ queryParams: named(name, StringMatch.present()) }], to };
    expect(issuesOfRules([first, { match: [{ queryParams: { a: exact } }], to }, { to }])).toEqual([]);
    expect(issuesOfRules([first, first, { to }]).map(({ code }) => code)).toEqual(['MC041']);
  },
);

describe.each(['constructor', '__proto__'])('fails with MC086 for a key %s', (name) => {
  test.each<[string, object]>([
    ['of queryParams', { match: [{ queryParams: named(name, exact) }] }],
    ['of headers, in any case', { match: [{ headers: named(name.toUpperCase(), exact) }] }],
    ['of sourceLabels', { match: [{ sourceLabels: named(name, 'a') }] }],
    ['of headers that are set', { match: [{ method: exact }], headers: { request: { set: named(name, 'a') } } }],
    ['of headers that are added', { match: [{ method: exact }], headers: { response: { add: named(name, 'a') } } }],
  ])('%s', (_, rule) => {
    expect(issuesOfRules([{ ...rule, to }, { to }]).map(({ code }) => code)).toContain('MC086');
  });
});

test.each([
  ['a port', { ports: { constructor: { port: 80, protocol: 'HTTP' } } }],
  [
    'a port among others',
    { ports: { http: { port: 80, protocol: 'HTTP' }, constructor: { port: 81, protocol: 'TCP' } } },
  ],
])('fails with MC086 for %s named constructor', (_, options) => {
  const { mesh, east } = shop();
  Reflect.apply(mesh.addService.bind(mesh), mesh, ['x', { versions: { v1: [east] }, ...options }]);
  expect(codesOf(() => mesh.plan(new SniAddressing()))).toContain('MC086');
});

test('fails with MC086 for a selector with a label named constructor', () => {
  const mesh = new Mesh('shop');
  const options = { gateway: { addresses: [], selector: { constructor: 'a', app: 'b' } } };
  Reflect.apply(mesh.addCluster.bind(mesh), mesh, ['east', options]);
  expect(issuesOf(() => mesh.plan(new SniAddressing()))).toContainEqual(
    expect.objectContaining({
      code: 'MC086',
      what: '"gateway.selector.constructor" of cluster "east" must have another name, because cdk8s cannot write "constructor" as a key.',
    }),
  );
});
