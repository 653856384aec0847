/** @module Tests which rule a request follows, and what the rule does with it. */
import { type Outcome, trace } from '../../lib/trace';
import { answers, deployment, istio, type Kube, meshOf, policy, service } from '../support/traced';

const base: readonly Kube[] = [
  service('reviews'),
  deployment('web', 'v1'),
  deployment('reviews', 'v1'),
  deployment('reviews', 'v2'),
  istio('DestinationRule', 'reviews', {
    host: 'reviews',
    subsets: ['v1', 'v2'].map((name) => ({ name, labels: { version: name } })),
  }),
];

const to = (subset: string, more: object = {}): object => ({ destination: { host: 'reviews', subset }, ...more });
const routes = (name: string, http: readonly object[], more: object = {}, metadata: object = {}): Kube =>
  istio('VirtualService', name, { hosts: ['reviews'], http, ...more }, metadata);

function asked(http: readonly object[], more: object = {}, request: object = {}): readonly Outcome[] {
  const mesh = meshOf({ cluster1: [...base, routes('reviews', http, more)] });
  return trace(mesh, { from: 'cluster1/web', to: 'http://reviews:9080/reviews/0?q=1', ...request });
}

const versions = (outcomes: readonly Outcome[]): readonly string[] =>
  outcomes.map(({ probability, version, status, flag = '' }) => `${probability} ${version ?? `${status} ${flag}`}`);

test('the first rule that holds counts, and without one the answer is 404 NR', () => {
  const http = [
    { match: [{ uri: { prefix: '/reviews' } }], route: [to('v1')] },
    { match: [{ uri: { prefix: '/' }, headers: { debug: {} } }], route: [to('v2')] },
  ];
  expect(versions(asked(http))).toEqual(['1 v1']);
  expect(versions(asked(http, {}, { to: 'http://reviews:9080/', headers: { Debug: '' } }))).toEqual(['1 v2']);
  expect(versions(asked(http, {}, { to: 'http://reviews:9080/' }))).toEqual(['1 404 NR']);
});

test.each([
  ['port', { port: 9081 }],
  ['source labels', { sourceLabels: { version: 'v2' } }],
  ['source namespace', { sourceNamespace: 'shop' }],
  ['gateways', { gateways: ['istio-system/ingress'] }],
])('a rule for other %s does not count', (_, match) => {
  expect(versions(asked([{ match: [match], route: [to('v2')] }, { route: [to('v1')] }]))).toEqual(['1 v1']);
});

test('a rule for claims of a token does not count, whatever headers are sent', () => {
  const claim = '@request.auth.claims.admin';
  const http = [{ match: [{ headers: { [claim]: { exact: 'yes' } } }], route: [to('v2')] }, { route: [to('v1')] }];
  expect(versions(asked(http, {}, { headers: { [claim]: 'yes' } }))).toEqual(['1 v1']);
});

test('a VirtualService without any rule for the caller leaves the host to the next', () => {
  const http = [{ match: [{ sourceLabels: { app: 'other' } }], route: [to('v1')] }];
  const mesh = meshOf({ cluster1: [...base, routes('a', http), routes('b', [{ route: [to('v2')] }])] });
  expect(answers(mesh)).toEqual(['1 cluster1/reviews-v2']);
});

test('weights are relative, and a destination at 0 gets nothing unless it is alone', () => {
  expect(versions(asked([{ route: [to('v1', { weight: 1 }), to('v2', { weight: 3 })] }]))).toEqual([
    '0.75 v2',
    '0.25 v1',
  ]);
  expect(versions(asked([{ route: [to('v1', { weight: 0 }), to('v2', { weight: 3 })] }]))).toEqual(['1 v2']);
  expect(versions(asked([{ route: [to('v1', { weight: 0 })] }]))).toEqual(['1 v1']);
});

test('a fault aborts its share of the requests, and a share that is not said is none', () => {
  const fault = { abort: { percentage: { value: 25 }, httpStatus: 418 } };
  expect(versions(asked([{ fault, route: [to('v1')] }]))).toEqual(['0.75 v1', '0.25 418 FI']);
  expect(versions(asked([{ fault: { abort: { httpStatus: 418 } }, route: [to('v1')] }]))).toEqual(['1 v1']);
});

test.each([
  [{ uri: '/new' }, 'http://reviews:9080/new?q=1'],
  [{ authority: 'example.com' }, 'http://example.com/reviews/0?q=1'],
  [{ scheme: 'https' }, 'https://reviews:9080/reviews/0?q=1'],
  [{ uri: '/new?p=2' }, 'http://reviews:9080/new?p=2'],
  [{ port: 80 }, 'http://reviews:9080/reviews/0?q=1'],
  [{ derivePort: 'FROM_REQUEST_PORT', authority: 'example.com' }, 'http://example.com:9080/reviews/0?q=1'],
  [{ port: 8080 }, 'http://reviews:8080/reviews/0?q=1'],
])('a redirect to %j has the location %s', (redirect, location) => {
  expect(asked([{ redirect }])).toEqual([expect.objectContaining({ status: 301, location })]);
});

test('a redirect has the status that it names', () => {
  expect(asked([{ redirect: { uri: '/new', redirectCode: 308 } }])).toEqual([expect.objectContaining({ status: 308 })]);
});

test('a direct response is the answer', () => {
  expect(asked([{ directResponse: { status: 503 } }])).toEqual([expect.objectContaining({ status: 503 })]);
});

const SHOP = { allowOrigins: [{ exact: 'https://shop.example.com' }] };

test.each<[string, object, object, string]>([
  ['of an allowed origin is answered by the proxy', SHOP, {}, '1 200 '],
  ['of an origin that a prefix allows', { allowOrigins: [{ prefix: 'https://shop' }] }, {}, '1 200 '],
  ['of an origin that an expression allows', { allowOrigins: [{ regex: 'https://.*' }] }, {}, '1 200 '],
  ['of any origin, if * is allowed', { allowOrigins: [{ exact: '*' }] }, {}, '1 200 '],
  ['of an origin that the older field allows', { allowOrigin: ['https://shop.example.com'] }, {}, '1 200 '],
  ['of another origin is passed on', { allowOrigins: [{ exact: 'https://shop' }] }, {}, '1 v1'],
  ['is passed on if nothing is allowed', { allowMethods: ['GET'] }, {}, '1 v1'],
  ['of another origin is answered if told so', { unmatchedPreflights: 'IGNORE' }, {}, '1 200 '],
  ['has an origin', SHOP, { headers: { 'access-control-request-method': 'PUT' } }, '1 v1'],
  ['names a method', SHOP, { headers: { origin: 'https://shop.example.com' } }, '1 v1'],
  ['has the method OPTIONS', SHOP, { method: 'GET' }, '1 v1'],
])('a preflight %s', (_, corsPolicy, request, answered) => {
  const headers = { Origin: 'https://shop.example.com', 'Access-Control-Request-Method': 'PUT' };
  const http = [{ corsPolicy, route: [to('v1')] }];
  expect(versions(asked(http, {}, { method: 'OPTIONS', headers, ...request }))).toEqual([answered]);
});

test('a fault hits preflights, and redirects and direct responses answer them', () => {
  const preflight = {
    method: 'OPTIONS',
    headers: { Origin: 'https://shop.example.com', 'Access-Control-Request-Method': 'PUT' },
  };
  const fault = { abort: { percentage: { value: 25 }, httpStatus: 503 } };
  expect(versions(asked([{ corsPolicy: SHOP, fault, route: [to('v1')] }], {}, preflight))).toEqual([
    '0.75 200 ',
    '0.25 503 FI',
  ]);
  expect(versions(asked([{ corsPolicy: SHOP, directResponse: { status: 418 } }], {}, preflight))).toEqual(['1 418 ']);
});

test.each<[string, object, string]>([
  ['a prefix', { match: [{ uri: { prefix: '/reviews' } }], rewrite: { uri: '/new' } }, '/new/0?q=1'],
  ['a whole path', { match: [{ uri: { exact: '/reviews/0' } }], rewrite: { uri: '/new' } }, '/new?q=1'],
  ['an expression for the path', { match: [{ uri: { regex: '/r.*' } }], rewrite: { uri: '/new' } }, '/new?q=1'],
  ['no condition on the path', { rewrite: { uri: '/new' } }, '/newreviews/0?q=1'],
  [
    'an expression in the rewrite',
    { rewrite: { uriRegexRewrite: { match: '/(\\w+)/(\\d)', rewrite: '/\\2/\\1' } } },
    '/0/reviews?q=1',
  ],
])('the path that arrives, with %s', (_, rule, path) => {
  expect(asked([{ ...rule, route: [to('v1')] }])).toEqual([expect.objectContaining({ path })]);
});

test.each<[string, object, object, string]>([
  ['what the rewrite says', { rewrite: { authority: 'a' }, headers: { request: { set: { Host: 'b' } } } }, {}, 'a'],
  ['what the rule sets', { headers: { request: { set: { Host: 'b' } } } }, { set: { host: 'c' } }, 'b'],
  ['what the only destination sets', {}, { set: { host: 'c' } }, 'c'],
  ['what was sent', {}, {}, 'reviews:9080'],
])('the host that arrives is %s', (_, rule, request, host) => {
  expect(asked([{ ...rule, route: [to('v1', { headers: { request } })] }])).toEqual([
    expect.objectContaining({ host }),
  ]);
});

describe('the header that arrives', () => {
  // "a" is sent, and only "a" is allowed
  const only = policy('AuthorizationPolicy', 'reviews', {
    rules: [{ when: [{ key: 'request.headers[x-team]', values: ['a'] }] }],
  });
  const arrives = (ofRule: object, ...ofDestinations: readonly object[]): readonly number[] => {
    const http = [
      {
        headers: { request: ofRule },
        route: ofDestinations.map((request, index) => to('v1', { weight: 3 - index, headers: { request } })),
      },
    ];
    const mesh = meshOf({ cluster1: [...base, routes('reviews', http), only] });
    const request = { from: 'cluster1/web', to: 'http://reviews:9080/', headers: { 'X-Team': 'a' } };
    return trace(mesh, request).map(({ status }) => status);
  };
  const [remove, set, other] = [{ remove: ['x-team'] }, { set: { 'x-team': 'a' } }, { set: { 'X-Team': 'b' } }];

  test.each<[string, number, object, object]>([
    ['is as sent', 200, {}, {}],
    ['is gone if the rule removes it', 403, remove, {}],
    ['is gone if the destination removes it', 403, {}, remove],
    ['is another one if the rule sets it', 403, other, {}],
    ['has two values if the rule adds one', 403, { add: { 'x-team': 'b' } }, {}],
    ['is the one that is added to none', 200, { ...remove, add: { 'x-team': 'a' } }, {}],
    ['is set after it is removed, by one rule', 200, { ...remove, ...set }, {}],
    ['is set by the rule after its only destination removes it', 200, set, remove],
  ])('%s', (_, status, ofRule, ofDestination) => {
    expect(arrives(ofRule, ofDestination)).toEqual([status]);
  });

  test('is what each of several destinations makes of that of the rule', () => {
    expect(arrives(set, remove, {})).toEqual([403, 200]);
    expect(arrives(remove, set, {})).toEqual([200, 403]);
  });
});

test.each<[string, object]>([
  ['no route', {}],
  ['an empty route', { route: [] }],
  [
    'only weights of 0',
    {
      route: [
        { ...to('v1'), weight: 0 },
        { ...to('v2'), weight: 0 },
      ],
    },
  ],
])('a rule with %s sends requests nowhere', (_, rule) => {
  expect(versions(asked([rule]))).toEqual(['1 404 NR']);
});

test('the shares of a fork beside a fault add up to 1', () => {
  const fault = { abort: { percentage: { value: 25 }, httpStatus: 418 } };
  const [through] = asked([{ fault, route: [to('v1')] }]);
  expect(through?.hops.map(({ text, share }) => [text, share])).toContainEqual(['no abort', 0.75]);
  expect(through?.hops.reduce((product, { share }) => product * share, 1)).toBe(0.75);
});

test.each([
  [{ mirrorPercent: 10 }, 0.1],
  [{ mirror_percent: 10 }, 0.1],
  [{ mirrorPercent: 10, mirrorPercentage: { value: 20 } }, 0.2],
  [{ mirrorPercent: 0 }, undefined],
])('the share of a mirror may be a whole number of percent: %j', (given, share) => {
  const [outcome] = asked([{ mirror: { host: 'reviews', subset: 'v2' }, ...given, route: [to('v1')] }]);
  expect(outcome?.mirrors?.[0]?.share).toBe(share);
});

test('mirrors are listed apart', () => {
  const mirrors = [{ destination: { host: 'reviews', subset: 'v2' }, percentage: { value: 10 } }];
  expect(asked([{ mirrors, route: [to('v1')] }])).toEqual([
    expect.objectContaining({
      probability: 1,
      version: 'v1',
      mirrors: [{ host: 'reviews.default.svc.cluster.local', subset: 'v2', share: 0.1 }],
    }),
  ]);
});

test('a timeout and retries are reported as the rule says them', () => {
  const retries = { attempts: 3, perTryTimeout: '2s', retryOn: '5xx' };
  expect(asked([{ timeout: '3s', retries, route: [to('v1')] }])).toEqual([
    expect.objectContaining({ timeout: '3s', retries }),
  ]);
  const [silent] = asked([{ route: [to('v1')] }]);
  for (const unsaid of ['timeout', 'retries', 'mirrors']) expect(silent).not.toHaveProperty(unsaid);
});

describe('a delay', () => {
  const delayed = (fault: object, more: object = { route: [to('v1')] }): readonly Outcome[] =>
    asked([{ fault, timeout: '1s', ...more }]);
  const delay = { fixedDelay: '5s', percentage: { value: 10 } };
  const delays = [{ fixedDelay: '5s', share: 0.1 }];

  test('is reported, and changes nothing else, because the timeout begins after it', () => {
    const [plain] = asked([{ timeout: '1s', route: [to('v1')] }]);
    expect(delayed({ delay })).toEqual([{ ...plain, delays, hops: plain?.hops }]);
    expect(plain).not.toHaveProperty('delays');
  });

  test.each([
    [{ fixedDelay: '5s', percent: 10 }, delays],
    [{ fixedDelay: '5s', percent: 10, percentage: { value: 20 } }, [{ fixedDelay: '5s', share: 0.2 }]],
    [{ fixedDelay: '5s' }, undefined],
    [{ fixedDelay: '5s', percentage: {} }, undefined],
    [{ exponentialDelay: '5s', percentage: { value: 10 } }, undefined],
  ])('is that of a share of requests: %j', (given, found) => {
    expect(delayed({ delay: given })[0]?.delays).toEqual(found);
  });

  test('comes before an abort, a redirect and a response of the rule', () => {
    const abort = { httpStatus: 503, percentage: { value: 50 } };
    expect(delayed({ delay, abort }).map((each) => [each.status, each.delays])).toEqual([
      [503, delays],
      [200, delays],
    ]);
    expect(delayed({ delay }, { redirect: { uri: '/new' } })[0]?.delays).toEqual(delays);
    expect(delayed({ delay }, { directResponse: { status: 418 } })[0]?.delays).toEqual(delays);
  });
});

describe('of two VirtualServices for a host,', () => {
  const [v1, v2] = ['v1', 'v2'].map((version) => [{ route: [to(version)] }]);
  const both = (one: object, other: object): readonly string[] =>
    answers(meshOf({ cluster1: [...base, routes('b', v1 ?? [], {}, one), routes('a', v2 ?? [], {}, other)] }));

  test('the first by name counts if both are as old', () => {
    expect(both({}, {})).toEqual(['1 cluster1/reviews-v2']);
  });

  test('the older one counts', () => {
    const [early, late] = ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'];
    expect(both({ creationTimestamp: early }, { creationTimestamp: late })).toEqual(['1 cluster1/reviews-v1']);
  });

  test('one that is there comes before one that is not applied yet', () => {
    expect(both({ creationTimestamp: '2026-01-01T00:00:00Z' }, {})).toEqual(['1 cluster1/reviews-v1']);
  });

  test('one for the namespace alone comes before one for all', () => {
    const mesh = meshOf({
      cluster1: [...base, routes('b', v1 ?? [], { exportTo: ['.'] }), routes('a', v2 ?? [])],
    });
    expect(answers(mesh)).toEqual(['1 cluster1/reviews-v1']);
  });

  test('an exact host comes before a wildcard', () => {
    const mesh = meshOf({
      cluster1: [...base, routes('b', v1 ?? []), routes('a', v2 ?? [], { hosts: ['*.default.svc.cluster.local'] })],
    });
    expect(answers(mesh)).toEqual(['1 cluster1/reviews-v1']);
  });
});

describe('a rule that delegates', () => {
  const delegating = (match?: object): Kube =>
    routes('reviews', [{ ...(match && { match: [match] }), delegate: { name: 'rest' } }, { route: [to('v1')] }]);
  const delegate = (http: readonly object[], more: object = {}): Kube =>
    istio('VirtualService', 'rest', { http, ...more });

  test('leaves the request to the rules of the delegate', () => {
    const mesh = meshOf({ cluster1: [...base, delegating(), delegate([{ route: [to('v2')] }])] });
    expect(answers(mesh)).toEqual(['1 cluster1/reviews-v2']);
  });

  test('holds under the conditions of both', () => {
    const rest = delegate([{ match: [{ uri: { prefix: '/reviews/1' } }], route: [to('v2')] }]);
    const mesh = meshOf({ cluster1: [...base, delegating({ uri: { prefix: '/reviews' } }), rest] });
    expect(answers(mesh)).toEqual(['1 cluster1/reviews-v1']);
    expect(answers(mesh, {}, 'http://reviews:9080/reviews/1')).toEqual(['1 cluster1/reviews-v2']);
  });

  test.each<[string, readonly Kube[]]>([
    ['is missing', []],
    ['is not exported to its namespace', [delegate([{ route: [to('v2')] }], { exportTo: ['shop'] })]],
  ])('is gone if its delegate %s', (_, objects) => {
    const mesh = meshOf({ cluster1: [...base, delegating({ uri: { prefix: '/reviews' } }), ...objects] });
    expect(answers(mesh)).toEqual(['1 cluster1/reviews-v1']);
  });

  // each request is one that the conditions of the delegate hold for
  test.each<[string, object, object]>([
    ['paths', { uri: { prefix: '/else' } }, { uri: { prefix: '/reviews' } }],
    ['whole paths', { uri: { exact: '/else' } }, { uri: { exact: '/reviews/0' } }],
    ['expressions', { uri: { regex: '/.*' } }, { uri: { prefix: '/reviews' } }],
    ['cases', { uri: { prefix: '/' }, ignoreUriCase: true }, { uri: { prefix: '/reviews' } }],
    ['schemes', { scheme: { exact: 'https' } }, { scheme: { exact: 'http' } }],
    ['methods', { method: { exact: 'POST' } }, { method: { exact: 'GET' } }],
    ['hosts', { authority: { exact: 'else' } }, { authority: { prefix: 'reviews' } }],
    ['headers', { headers: { team: { exact: 'b' } } }, { headers: { team: { exact: 'a' } } }],
    ['excluded headers', { withoutHeaders: { x: { exact: 'b' } } }, { withoutHeaders: { x: { exact: 'a' } } }],
    ['parameters', { queryParams: { q: { exact: '2' } } }, { queryParams: { q: { exact: '1' } } }],
    ['ports', { port: 9081 }, { port: 9080 }],
    ['namespaces', { sourceNamespace: 'shop' }, { sourceNamespace: 'default' }],
    ['labels', { sourceLabels: { app: 'else' } }, { sourceLabels: { app: 'web' } }],
    ['gateways', { gateways: ['istio-system/ingress'] }, { gateways: ['mesh'] }],
  ])('is gone if the %s of its delegate conflict with its own', (_, own, other) => {
    const answer = (match: object): readonly string[] => {
      const rest = delegate([{ match: [other], route: [to('v2')] }]);
      const mesh = meshOf({ cluster1: [...base, delegating(match), rest] });
      return answers(mesh, { team: 'a' }, 'http://reviews:9080/reviews/0?q=1');
    };
    expect(answer({ name: 'anything' })).toEqual(['1 cluster1/reviews-v2']);
    expect(answer(own)).toEqual(['1 cluster1/reviews-v1']);
  });
});

test.each([
  [
    'a host that no cluster has',
    { host: 'nobody' },
    'NC',
    'No Service and no ServiceEntry of cluster cluster1 has the host nobody.default.svc.cluster.local.',
  ],
  [
    'a subset that nobody declares',
    { host: 'reviews', subset: 'v9' },
    'NC',
    'The DestinationRule for reviews.default.svc.cluster.local in cluster cluster1 does not declare subset v9, but v1, v2.',
  ],
  [
    'a port that the host lacks',
    { host: 'reviews', port: { number: 80 } },
    'NC',
    'reviews.default.svc.cluster.local has no port 80.',
  ],
])('a rule to %s gives 503', (_, destination, flag, reason) => {
  expect(asked([{ route: [{ destination }] }])).toEqual([expect.objectContaining({ status: 503, flag, reason })]);
});

test('a subset that a DestinationRule declares out of sight is found', () => {
  const hidden = istio(
    'DestinationRule',
    'hidden',
    { host: 'reviews.default.svc.cluster.local', subsets: [{ name: 'v9', labels: { version: 'v1' } }] },
    { namespace: 'shop' },
  );
  const rules = routes('reviews', [{ route: [to('v9')] }]);
  const [failing] = trace(meshOf({ cluster1: [...base, rules, hidden] }), {
    from: 'cluster1/web',
    to: 'http://reviews:9080/',
  });
  expect(failing).toMatchObject({ status: 503, flag: 'NC' });
  expect(failing?.fix).toMatch(/^DestinationRule\.networking\.istio\.io shop\/hidden declares it, but/);
});

describe('a refusal of policies says what would mend it:', () => {
  const fixFor = (...objects: readonly Kube[]): string | undefined =>
    trace(meshOf({ cluster1: [...base, ...objects] }), { from: 'cluster1/web', to: 'http://reviews:9080/' })[0]?.fix;
  const allow = (source: object): Kube => policy('AuthorizationPolicy', 'allow', { rules: [{ from: [{ source }] }] });

  test('the rule that denies', () => {
    const deny = policy('AuthorizationPolicy', 'deny', { action: 'DENY', rules: [{}] });
    expect(fixFor(deny)).toBe('Correct the rule of AuthorizationPolicy.security.istio.io default/deny that denies it.');
  });

  test('the identity that nothing allows', () => {
    expect(fixFor(allow({ principals: ['cluster.local/ns/shop/sa/other'] }))).toMatch(
      /^No rule of AuthorizationPolicy\.security\.istio\.io default\/allow allows this request\. Add its caller \(cluster\.local\/ns\/default\/sa\/web\)/,
    );
  });

  test('an identity at all', () => {
    const plain = istio('DestinationRule', 'plain', { host: 'reviews', trafficPolicy: { tls: { mode: 'DISABLE' } } });
    expect(fixFor(plain, allow({ principals: ['*'] }))).toMatch(/^Allow requests without an identity in /);
  });
});
