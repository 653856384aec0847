/** @module Tests that each rule gets a request that follows it, and that rules without one are found. */
import { matchesWhole } from '../../lib/match';
import { loadMesh, requestClasses, routeCoverage, type TracedMesh, type TraceRequest } from '../../lib/testing';
import { regexTexts } from '../../lib/testing/regex-text';
import { codesOf } from '../support/issues';
import { deployment, istio, type Kube, meshOf, service } from '../support/traced';

const to = [{ destination: { host: 'reviews' } }];
const pods = [deployment('web', 'v1'), deployment('reviews', 'v1'), service('reviews')];

/** A mesh of one cluster whose callers have some rules for reviews. */
function meshWith(http: readonly object[], others: readonly Kube[] = []): TracedMesh {
  const rules = http.map((rule) => ({ route: to, ...rule }));
  return meshOf({
    cluster1: [...pods, istio('VirtualService', 'reviews', { hosts: ['reviews'], http: rules }), ...others],
  });
}

/** The requests for the rules of a mesh, without the caller and the host. */
function asked(mesh: TracedMesh): readonly object[] {
  return requestClasses(mesh).map(({ from, to: url, ...others }) => ({
    ...(from !== 'cluster1/web-v1' && { from }),
    url: url.replace('http://reviews:9080', ''),
    ...others,
  }));
}

test.each<[string, readonly object[], readonly object[]]>([
  [
    'one for each match of each rule, and one that none holds for',
    [
      { match: [{ uri: { exact: '/a' } }, { headers: { user: { exact: 'jason' } } }] },
      { match: [{ method: { exact: 'PUT' } }] },
    ],
    [{ url: '/a' }, { url: '/', headers: { user: 'jason' } }, { url: '/', method: 'PUT' }, { url: '/' }],
  ],
  [
    'a request for each match, which no match before it takes',
    [{ match: [{ uri: { exact: '/a' } }, { uri: { prefix: '/a' } }] }, {}],
    [{ url: '/a' }, { url: '/ax' }, { url: '/' }],
  ],
  ['one for a rule without a match', [{}], [{ url: '/' }]],
  [
    'a longer path if the shortest belongs to another rule',
    [{ match: [{ uri: { exact: '/a' } }] }, { match: [{ uri: { prefix: '/a' } }] }, {}],
    [{ url: '/a' }, { url: '/ax' }, { url: '/' }],
  ],
  [
    'another method if GET belongs to another rule',
    [{ match: [{ method: { exact: 'GET' } }] }, {}],
    [{ url: '/' }, { url: '/', method: 'POST' }],
  ],
  [
    'a header that rules before exclude',
    [{ match: [{ withoutHeaders: { beta: {} } }] }, {}],
    [{ url: '/' }, { url: '/', headers: { beta: 'any' } }],
  ],
  [
    'a path for an expression that any path has',
    [{ match: [{ uri: { regex: '.*' }, method: { exact: 'PUT' } }] }, {}],
    [{ url: '/', method: 'PUT' }, { url: '/' }],
  ],
  [
    'a value that rules before exclude, if the header must be there',
    [{ match: [{ withoutHeaders: { beta: { exact: '1' } } }] }, { match: [{ headers: { beta: {} } }] }],
    [{ url: '/' }, { url: '/', headers: { beta: '1' } }],
  ],
  [
    'only one of the headers that rules before exclude, if another rule has the other',
    [
      { match: [{ withoutHeaders: { beta: {} } }] },
      { match: [{ withoutHeaders: { gamma: {} } }] },
      { match: [{ headers: { beta: {}, gamma: { exact: 'no' } } }] },
      {},
    ],
    [
      { url: '/' },
      { url: '/', headers: { beta: 'any' } },
      { url: '/', headers: { beta: 'any', gamma: 'no' } },
      { url: '/', headers: { beta: 'any', gamma: 'any' } },
    ],
  ],
  [
    'the Host header that is asked for',
    [{ match: [{ authority: { exact: 'reviews' } }] }, {}],
    [{ url: '/', headers: { host: 'reviews' } }, { url: '/' }],
  ],
  [
    'query parameters',
    [{ match: [{ queryParams: { page: { exact: '2' }, size: { regex: '\\d+' } } }] }, {}],
    [{ url: '/?page=2&size=1' }, { url: '/' }],
  ],
  [
    'texts of regular expressions',
    [
      {
        match: [{ uri: { regex: '/(api|v[0-9]+)/.*' }, headers: { cookie: { regex: '^(.*?;)?(user=jason)(;.*)?$' } } }],
      },
      {},
    ],
    [{ url: '/api/', headers: { cookie: 'user=jason' } }, { url: '/' }],
  ],
])('the requests have %s', (_, http, wanted) => {
  const mesh = meshWith(http);
  expect(asked(mesh).filter((each) => !('from' in each))).toEqual(wanted);
  expect(mesh).toCoverRoutes();
});

test('callers with the same rules count once, and those with rules of their own get requests for them', () => {
  const mesh = meshWith([{ match: [{ sourceLabels: { app: 'reviews' } }] }, {}]);
  expect(asked(mesh)).toEqual([{ url: '/' }, { from: 'cluster1/reviews-v1', url: '/' }]);
  expect(routeCoverage(mesh).share).toBe(1);
});

test('services without rules get one request, and their namespace is named where it is another', () => {
  const away = { namespace: 'shop' };
  const mesh = meshOf({
    cluster1: [...pods, service('cart', { port: 80 }, {}, away), deployment('cart', 'v1', {}, away)],
  });
  expect(requestClasses(mesh)).toEqual([
    { from: 'cluster1/web-v1', to: 'http://cart.shop/' },
    { from: 'cluster1/web-v1', to: 'http://reviews:9080/' },
  ]);
});

test.each<[string, object, string]>([
  ['a space in the name of a parameter', { queryParams: { 'a b': { exact: 'x' } } }, '"a b"'],
  ['a separator in the name of a parameter', { queryParams: { 'a&b': { exact: 'x' } } }, '"a&b"'],
  ['letters beyond ASCII in a parameter', { queryParams: { q: { exact: 'ä ö' } } }, '"q"'],
  ['a fragment in a parameter', { queryParams: { q: { exact: 'a#b' } } }, '"q"'],
  ['letters beyond ASCII in a path', { uri: { exact: '/ä' } }, '"/ä"'],
  ['a space in a path', { uri: { exact: '/a b' } }, '"/a b"'],
])('a rule for what no client sends has no request: %s', (_, match, named) => {
  const mesh = meshWith([{ match: [match] }, {}]);
  expect(asked(mesh)).toEqual([{ url: '/' }]);
  expect(routeCoverage(mesh).never).toEqual([
    expect.objectContaining({ rule: 1, why: expect.stringContaining(named) as string }),
  ]);
});

test('a parameter has a value that a client sends, if there is one', () => {
  const mesh = meshWith([{ match: [{ queryParams: { q: { regex: 'ä|b' } } }] }, {}]);
  expect(asked(mesh)).toEqual([{ url: '/?q=b' }, { url: '/' }]);
});

test('hosts of ServiceEntries are asked for only if they have rules, and Services only at their ports', () => {
  const entry = (host: string): Kube =>
    istio('ServiceEntry', host, {
      hosts: [host],
      resolution: 'DNS',
      ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
    });
  const routes = (host: string): Kube =>
    istio('VirtualService', host, { hosts: [host], http: [{ route: [{ destination: { host } }] }] });
  const mesh = meshOf({
    cluster1: [
      ...pods,
      entry('a.example.com'),
      entry('b.example.com'),
      routes('b.example.com'),
      routes('reviews'),
      routes('*.example.org'),
    ],
  });
  expect(requestClasses(mesh).map(({ to: url }) => url)).toEqual([
    'http://b.example.com/',
    'http://any.example.org/',
    'http://reviews:9080/',
  ]);
});

test('workloads without sidecars, without Pods and gateways do not call', () => {
  const mesh = meshOf({
    cluster1: [
      service('reviews'),
      deployment('web', 'v1', { annotations: { 'sidecar.istio.io/inject': 'false' } }),
      { ...deployment('worker', 'v1'), spec: { ...(deployment('worker', 'v1')['spec'] as object), replicas: 0 } },
      deployment('gateway', 'v1', { labels: { istio: 'ingressgateway' } }),
    ],
  });
  expect(requestClasses(mesh)).toEqual([]);
});

test('a workload that the manifests have twice does not call', () => {
  const mesh = meshOf({ cluster1: [deployment('web', 'v1'), ...pods] });
  expect(requestClasses(mesh)).toEqual([{ from: 'cluster1/reviews-v1', to: 'http://reviews:9080/' }]);
});

test('two workloads with the same name are told apart by their namespaces', () => {
  const mesh = meshOf({
    cluster1: [deployment('web', 'v1'), deployment('web', 'v1', {}, { namespace: 'shop' }), service('reviews')],
  });
  expect(requestClasses(mesh)).toEqual([{ from: 'cluster1/default/web-v1', to: 'http://reviews:9080/' }]);
});

const server = (number: number, protocol: string, tls = {}): object => ({
  port: { number, name: `p${number}`, protocol },
  hosts: ['shop.example.com'],
  ...tls,
});
const ingress = [
  istio('Gateway', 'front', {
    selector: { istio: 'ingressgateway' },
    servers: [server(80, 'HTTP'), server(8443, 'HTTPS', { tls: { mode: 'SIMPLE', credentialName: 'shop' } })],
  }),
  istio('VirtualService', 'front', {
    hosts: ['shop.example.com'],
    gateways: ['front'],
    http: [{ match: [{ uri: { prefix: '/reviews' } }], route: to }],
  }),
];

test('ingress gateways get requests by each of their servers', () => {
  const mesh = meshOf({ cluster1: [service('reviews'), deployment('reviews', 'v1'), ...ingress] });
  expect(requestClasses(mesh).filter(({ from }) => from === 'cluster1/ingress')).toEqual(
    [
      'http://shop.example.com/reviews',
      'http://shop.example.com/',
      'https://shop.example.com:8443/reviews',
      'https://shop.example.com:8443/',
    ].map((url) => ({ from: 'cluster1/ingress', to: url })),
  );
  expect(mesh).toCoverRoutes();
});

test('the rules of a delegate are followed, and the rule that delegates is not counted', () => {
  const delegate = istio('VirtualService', 'more', {
    http: [{ match: [{ uri: { exact: '/more/a' } }], route: to }, { route: to }],
  });
  const mesh = meshWith(
    [{ match: [{ uri: { prefix: '/more' } }], delegate: { name: 'more' }, route: undefined }, {}],
    [delegate],
  );
  expect(routeCoverage(mesh).followed.map(({ object, rule }) => `${object} ${rule}`)).toEqual([
    'VirtualService.networking.istio.io default/reviews 2',
    'VirtualService.networking.istio.io default/more 1',
    'VirtualService.networking.istio.io default/more 2',
  ]);
  expect(mesh).toCoverRoutes();
});

const hidden = meshWith([
  { name: 'all-of-api', match: [{ uri: { prefix: '/api' } }] },
  { name: 'users', match: [{ uri: { prefix: '/api/users' } }] },
  { match: [{ uri: { regex: '[^/].*' } }] },
  {},
]);

test('rules that no request follows are found, with what hinders them', () => {
  const { followed, never, share } = routeCoverage(hidden);
  expect(followed.map(({ rule }) => rule)).toEqual([1, 4]);
  expect(share).toBe(0.5);
  const place = { cluster: 'cluster1', object: 'VirtualService.networking.istio.io default/reviews', at: 'cluster1' };
  expect(never).toEqual([
    { ...place, rule: 2, name: 'users', why: 'no request that was tried gets to it' },
    { ...place, rule: 3, why: 'no text was found that {"regex":"[^/].*"} holds for' },
  ]);
});

test('a rule behind one for all requests, or that no caller has, says so', () => {
  const ofCaller = { match: [{ sourceLabels: { app: 'nobody' } }] };
  const why = routeCoverage(meshWith([ofCaller, {}, { match: [{ uri: { prefix: '/late' } }] }])).never;
  expect(why).toEqual([
    expect.objectContaining({ rule: 1, why: 'no caller that was found has it' }),
    expect.objectContaining({ rule: 3, why: 'rule 2 takes all requests before it' }),
  ]);
});

test('a failure lists the rules that no request follows', () => {
  expect(hidden).toCoverRoutes(undefined, { threshold: 0.5 });
  expect(() => {
    expect(hidden).toCoverRoutes();
  }).toThrow(
    'Expected requests to follow 100 % of the rules, but they follow 2 of 4. No request follows:\n\n' +
      'rule 2 "users" of VirtualService.networking.istio.io default/reviews in cluster1 (cluster1): no request that was tried gets to it\n' +
      'rule 3 of VirtualService.networking.istio.io default/reviews in cluster1 (cluster1): no text was found that {"regex":"[^/].*"} holds for',
  );
});

test('the requests of a test cover the rules that they follow', () => {
  const mesh = meshWith([{ match: [{ uri: { exact: '/a' } }] }, {}]);
  const request = { from: 'cluster1/web', to: 'http://reviews:9080/' };
  expect(routeCoverage(mesh, [request]).never.map(({ rule }) => rule)).toEqual([1]);
  expect(mesh).not.toCoverRoutes([request]);
  expect(mesh).toCoverRoutes([request], { threshold: 0.5 });
  expect(mesh).toCoverRoutes([request, { ...request, to: 'http://reviews:9080/a' }]);
  expect(() => {
    expect(mesh).not.toCoverRoutes();
  }).toThrow('Expected requests not to follow 100 % of the rules, but they follow 2 of 2.');
});

test('a mesh without rules is covered', () => {
  expect(meshOf({ cluster1: pods })).toCoverRoutes();
});

test('every misuse of a matcher has a code', () => {
  const request: TraceRequest = { from: 'cluster1/web', to: 'http://reviews:9080/' };
  expect(
    codesOf(() => {
      expect('dist/bookinfo').toServe(request);
    }),
  ).toEqual(['MC225']);
  expect(
    codesOf(() => {
      expect(loadMesh).toCoverRoutes();
    }),
  ).toEqual(['MC225']);
  expect(
    codesOf(() => {
      expect(hidden).toCoverRoutes([request], { threshold: 90 });
    }),
  ).toEqual(['MC226']);
  expect(() => {
    expect(hidden).toCoverRoutes([], { threshold: 90 });
  }).toThrow(
    'MC226 The threshold of toCoverRoutes must be a share from 0 to 1, but is 90. Write 0.9 for nine rules of ten.',
  );
});

test.each([
  ['abc', ['abc']],
  ['a*b+', ['b', 'ab']],
  ['(?i)v[0-9]{2}', ['v11', 'v00']],
  ['x|y\\.z', ['x', 'y.z']],
  ['[^a-z]', ['1', 'A']],
  ['[]a]+', ['a', ']']],
  ['[[:digit:]]\\pL(?P<n>q)?', ['1a', '1aq', '0x', '0xq']],
  ['(?:a|b)(c|d)', ['ac', 'bd']],
  ['a{2,}', ['aa']],
  ['.+@example\\.com', ['a@example.com', 'x@example.com']],
  ['\\bword\\b', ['word']],
  ['a\\Bb', ['ab']],
  ['(', []],
  ['^$', ['']],
])('texts are made for the expression %s', (regex, wanted) => {
  const texts = regexTexts(regex);
  expect(texts).toEqual(wanted);
  expect(texts.every((text) => matchesWhole(regex, text))).toBe(true);
});

test('what is left out asks for nothing, and rules of a cluster that is left out do not count', () => {
  const clusters = {
    cluster1: [...pods, istio('VirtualService', 'reviews', { hosts: ['reviews'], http: [{ route: to }] })],
  };
  const both = { ...clusters, cluster2: clusters.cluster1 };
  const gone = meshOf(both, { without: ['cluster2', 'cluster1/web'] });
  expect([...new Set(requestClasses(gone).map(({ from }) => from))]).toEqual(['cluster1/reviews-v1']);
  expect(gone).toCoverRoutes();
});

test('an expression that is none of RE2 is an issue', () => {
  const mesh = meshWith([{ match: [{ uri: { regex: '((' } }] }]);
  expect(codesOf(() => requestClasses(mesh))).toEqual(['MC215']);
  expect(codesOf(() => routeCoverage(mesh))).toEqual(['MC215']);
});

test('what a caller would ask of itself is not asked for', () => {
  const mesh = meshOf({ cluster1: [...pods, service('localhost', { port: 80 }, { selector: { app: 'reviews' } })] });
  expect(requestClasses(mesh).map((each) => each.to)).toEqual(['http://reviews:9080/']);
  expect(routeCoverage(mesh).never).toEqual([]);
});
