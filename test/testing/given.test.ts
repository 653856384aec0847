/** @module Tests what meshes and matchers say of values that no compiler has checked. */
import { loadMesh, requestClasses, routeCoverage, trace } from '../../lib/testing';
import { deployment, meshOf, service } from '../support/traced';
import { issuesOf } from '../support/issues';
import { temporaryFolder } from '../support/written';

const mesh = meshOf({ cluster1: [service('cart'), deployment('web', 'v1'), deployment('cart', 'v1')] });
const request = { from: 'cluster1/web', to: 'http://cart:9080/' };

/** What is said of a value, as if JavaScript had passed it. */
function said(run: (pass: (value: unknown) => never) => unknown): readonly string[] {
  return issuesOf(() => run((value) => value as never)).map(({ code, what, fix }) => `${code} ${what} ${fix}`);
}

test.each<[string, unknown, readonly string[]]>([
  [
    'headers that are null',
    { ...request, headers: null },
    ['MC035 "headers" of the request must have a value, but is null. Give it one, or leave it out if it is optional.'],
  ],
  [
    'the value of a header that is a number',
    { ...request, headers: { host: 5 } },
    ['MC035 "headers.host" of the request must be a text, but is 5. Write the value in quotes.'],
  ],
  [
    'headers that are no plain object',
    { ...request, headers: new Headers({ a: 'b' }) },
    [expect.stringMatching(/^MC035 "headers" of the request must be an object, but is Headers/) as string],
  ],
  [
    'headers in a Map',
    { ...request, headers: new Map([['a', 'b']]) },
    [expect.stringMatching(/^MC035 "headers" of the request must be an object, but is Map/) as string],
  ],
  [
    'a caller that is a number',
    { ...request, from: 5 },
    ['MC035 "from" of the request must be a text, but is 5. Write the cluster and the workload, such as cluster1/web.'],
  ],
  [
    'a method in small letters',
    { ...request, method: 'get' },
    ['MC228 "method" of the request must be in capital letters, but is "get". Write it like GET or POST.'],
  ],
  [
    'several faults',
    { from: 5, url: 'http://cart:9080/' },
    [
      expect.stringMatching(/^MC035 The request has an unknown option "url"\./) as string,
      expect.stringMatching(/^MC035 "from" of the request must be a text/) as string,
      expect.stringMatching(/^MC035 "to" of the request must be a text, but is missing\./) as string,
    ],
  ],
  ['no request', undefined, [expect.stringMatching(/^MC035 The options of the request must be an object/) as string]],
])('a request fails for %s', (_, value, wanted) => {
  expect(said((pass) => trace(mesh, pass(value)))[0]).toEqual(wanted[0]);
  expect(
    said((pass) => {
      expect(mesh).toServe(pass(value));
    }),
  ).toEqual(expect.arrayContaining([...wanted]));
  expect(said((pass) => routeCoverage(mesh, [pass(value)]))[0]).toMatch(/^MC(?:035|228) /);
});

test.each<[string, unknown, string]>([
  ['gateways in an object', { gateways: { '192.0.2.1': 'cluster1' } }, 'MC035 "gateways" of the mesh must be a Map'],
  ['clusters in an object', { clusters: { cluster1: {} } }, 'MC035 "clusters" of the mesh must be a Map'],
  [
    'the name of a cluster that is a number',
    { gateways: new Map([['192.0.2.1', 5]]) },
    'MC035 "192.0.2.1" in "gateways"',
  ],
  ['what is gone in a text', { without: 'cluster2' }, 'MC035 "without" of the mesh must be a list of names'],
  ['what is gone by a number', { without: [5] }, 'MC035 "without[0]" of the mesh must be a text'],
  [
    'an unknown fact',
    { connected: true },
    'MC035 The mesh has an unknown option "connected". Did you mean "isConnected"?',
  ],
  ['null', null, 'MC035 The options of the mesh must be an object'],
])('a mesh fails for %s', (_, facts, start) => {
  const folder = temporaryFolder();
  const [first, ...others] = said((pass) => loadMesh(folder, pass(facts)));
  expect(first?.slice(0, start.length).toLowerCase()).toBe(start.toLowerCase());
  expect(others).toEqual([]);
});

test.each<[unknown, string]>([
  [[1], '[1]'],
  [undefined, 'undefined'],
  [null, 'null'],
  [['dist/east', {}], '["dist/east", {}]'],
])('a mesh cannot be loaded from %j', (source, text) => {
  expect(said((pass) => loadMesh(pass(source)))).toEqual([
    `MC229 loadMesh must get a folder, a path for each cluster or the apps of all clusters, but gets ${text}. Write loadMesh('dist/bookinfo'), or loadMesh(apps).`,
  ]);
});

test.each<[string, (pass: (value: unknown) => never) => unknown]>([
  [
    'toRoute',
    (pass) => {
      expect(mesh).toRoute(request, pass(undefined));
    },
  ],
  [
    'toRoute',
    (pass) => {
      expect(mesh).toRoute(request, pass({ 'cluster1/cart-v1': '1' }));
    },
  ],
  [
    'toRoute',
    (pass) => {
      expect(mesh).toRoute(request, { 'cluster1/cart-v1': 100 });
      pass(0);
    },
  ],
  [
    'toRefuse',
    (pass) => {
      expect(mesh).toRefuse(request, pass(undefined));
    },
  ],
  [
    'toCoverRoutes',
    (pass) => {
      expect(mesh).toCoverRoutes(pass({ threshold: 0.9 }));
    },
  ],
  [
    'toCoverRoutes',
    (pass) => {
      expect(mesh).toCoverRoutes(undefined, pass({ threshold: null }));
    },
  ],
  [
    'toCoverRoutes',
    (pass) => {
      expect(mesh).toCoverRoutes(undefined, pass(null));
    },
  ],
  [
    'toCoverRoutes',
    (pass) => {
      expect(mesh).toCoverRoutes(pass('cluster1/web'));
    },
  ],
])('%s refuses what it cannot read', (_, run) => {
  expect(said(run)).toEqual([expect.stringMatching(/^MC035 /)]);
});

test('whatever is no mesh is refused', () => {
  for (const run of [trace, requestClasses, routeCoverage] as readonly ((one: never, other: never) => unknown)[])
    expect(said((pass) => run(pass('dist'), pass([])))).toEqual([expect.stringMatching(/^MC225 /)]);
});
