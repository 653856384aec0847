/** @module Tests what callers see: which hosts resolve and are routed, exports, Sidecars, and policies of the Pods they reach. */
import { trace } from '../../lib/trace';
import { answers, deployment, istio, type Kube, meshOf, policy, service } from '../support/traced';

const far = deployment('caller', 'v1', {}, { namespace: 'shop' });
const base: readonly Kube[] = [service('reviews'), deployment('web', 'v1'), deployment('reviews', 'v1'), far];

const asked = (objects: readonly Kube[], to = 'http://reviews:9080/', from = 'cluster1/web'): readonly string[] =>
  answers(meshOf({ cluster1: objects }), {}, to, from);

test.each([
  ['reviews', 'cluster1/web'],
  ['reviews.default', 'cluster1/web'],
  ['reviews.default.svc', 'cluster1/caller'],
  ['reviews.default.svc.cluster.local', 'cluster1/caller'],
  ['reviews.default.svc.cluster.local.', 'cluster1/caller'],
  ['REVIEWS.default', 'cluster1/caller'],
])('the host %s reaches the Service from %s', (host, from) => {
  expect(asked(base, `http://${host}:9080/`, from)).toEqual(['1 cluster1/reviews-v1']);
});

test('a name that no Service has does not resolve', () => {
  const mesh = meshOf({ cluster1: base });
  for (const to of ['http://reviws:9080/', 'http://reviews.shop:9080/'])
    expect(trace(mesh, { from: 'cluster1/web', to })).toEqual([
      expect.objectContaining({
        probability: 1,
        status: 0,
        reason: expect.stringMatching(/^The name .* does not resolve/) as string,
      }),
    ]);
  expect(asked(base, 'http://reviews:9080/', 'cluster1/caller')).toEqual(['1 0']);
});

test('the Host header decides, not the name that was resolved', () => {
  const mesh = meshOf({ cluster1: [...base, service('cart'), deployment('cart', 'v1')] });
  expect(answers(mesh, { host: 'cart' })).toEqual(['1 cluster1/cart-v1']);
});

test('where a port declares no protocol, the Host header does not count', () => {
  const mesh = meshOf({
    cluster1: [service('reviews', { name: 'any' }), ...base.slice(1), service('cart'), deployment('cart', 'v1')],
  });
  expect(answers(mesh, { host: 'cart' })).toEqual(['1 cluster1/reviews-v1']);
});

test('an ExternalName leads to the host that it stands for, even if its own namespace is not imported and it is not exported', () => {
  const spec = { type: 'ExternalName', externalName: 'reviews.default.svc.cluster.local' };
  const annotations = { 'networking.istio.io/exportTo': '.' };
  const alias = service('old', {}, spec, { namespace: 'shop', annotations });
  const importing = (hosts: readonly string[]): Kube => istio('Sidecar', 'own', { egress: [{ hosts }] });
  const objects = [service('reviews'), deployment('reviews', 'v1'), deployment('web', 'v1')];
  const config = 'outboundTrafficPolicy: { mode: REGISTRY_ONLY }';
  const asked = (...more: readonly Kube[]): readonly string[] => {
    const clusters = new Map([['cluster1', { config }]]);
    const mesh = meshOf({ cluster1: [...objects, ...more] }, { clusters });
    const [short, full] = ['http://old.shop:9080/', 'http://old.shop.svc.cluster.local:9080/'];
    expect(answers(mesh, {}, full)).toEqual(answers(mesh, {}, short));
    return answers(mesh, {}, short);
  };
  expect(asked(alias)).toEqual(['1 cluster1/reviews-v1']);
  expect(asked({ ...alias, metadata: { name: 'old', namespace: 'shop' } })).toEqual(['1 cluster1/reviews-v1']);
  expect(asked(alias, importing(['./*']))).toEqual(['1 cluster1/reviews-v1']);
  expect(asked(alias, importing(['./reviews.default.svc.cluster.local']))).toEqual(['1 502']);
});

test('the rule of a VirtualService leads to the host of an ExternalName only if the sidecar has the ExternalName in a list', () => {
  const named = { type: 'ExternalName', externalName: 'reviews.default.svc.cluster.local' };
  const rule = istio('VirtualService', 'cart', {
    hosts: ['cart.default.svc.cluster.local'],
    http: [{ route: [{ destination: { host: 'old.default.svc.cluster.local' } }] }],
  });
  const through = (exportTo: string, ...more: readonly Kube[]): readonly string[] => {
    const alias = service('old', {}, named, { annotations: { 'networking.istio.io/exportTo': exportTo } });
    return asked([...base, service('cart'), rule, alias, ...more], 'http://cart:9080/');
  };
  const hosts = ['./cart.default.svc.cluster.local', './reviews.default.svc.cluster.local'];
  expect([through('.'), through('shop')]).toEqual([['1 cluster1/reviews-v1'], ['1 503 NC']]);
  expect(through('.', istio('Sidecar', 'own', { egress: [{ hosts }] }))).toEqual(['1 503 NC']);
});

describe('a Service that a caller does not see', () => {
  const hidden = service('reviews', {}, {}, { annotations: { 'networking.istio.io/exportTo': '.' } });
  const objects = [hidden, ...base.slice(1)];

  test('gets requests past all rules, without encryption', () => {
    expect(asked(objects, 'http://reviews.default:9080/', 'cluster1/caller')).toEqual(['1 cluster1/reviews-v1']);
    const strict = policy('PeerAuthentication', 'default', { mtls: { mode: 'STRICT' } });
    expect(asked([...objects, strict], 'http://reviews.default:9080/', 'cluster1/caller')).toEqual(['1 0']);
  });

  test('gets none where only known hosts are called', () => {
    const closed = istio(
      'Sidecar',
      'default',
      { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } },
      { namespace: 'shop' },
    );
    expect(asked([...objects, closed], 'http://reviews.default:9080/', 'cluster1/caller')).toEqual(['1 0 UH']);
    const known = service('cart', { name: 'http' }, {}, { namespace: 'shop' });
    const asHttp = asked([...objects, closed, known], 'http://reviews.default:9080/', 'cluster1/caller');
    // another service has a listener for HTTP at the port, which answers itself
    expect(asHttp).toEqual(['1 502']);
  });
});

test('a VirtualService that is exported elsewhere does not count, but for callers there', () => {
  const routes = istio('VirtualService', 'reviews', {
    hosts: ['reviews'],
    http: [{ directResponse: { status: 418 } }],
    exportTo: ['shop'],
  });
  expect(asked([...base, routes])).toEqual(['1 cluster1/reviews-v1']);
  expect(asked([...base, routes], 'http://reviews.default:9080/', 'cluster1/caller')).toEqual(['1 418']);
});

describe('a Sidecar', () => {
  const sidecar = (hosts: readonly string[], more: object = {}): Kube =>
    istio('Sidecar', 'a', { egress: [{ hosts }], ...more });
  const routes = istio('VirtualService', 'reviews', {
    hosts: ['reviews'],
    http: [{ directResponse: { status: 418 } }],
  });

  test.each([
    [['*/*'], '1 418'],
    [['./*'], '1 418'],
    [['default/reviews.default.svc.cluster.local'], '1 418'],
    [['shop/*'], '1 cluster1/reviews-v1'],
    [['*/*', '~default/*'], '1 cluster1/reviews-v1'],
  ])('that imports %j', (hosts, wanted) => {
    expect(asked([...base, routes, sidecar(hosts)])).toEqual([wanted]);
  });

  test('for other Pods does not count', () => {
    const other = sidecar(['shop/*'], { workloadSelector: { labels: { app: 'other' } } });
    expect(asked([...base, routes, other])).toEqual(['1 418']);
  });

  test('imports what its rules send requests to', () => {
    const objects = [
      istio(
        'ServiceEntry',
        'far',
        {
          hosts: ['far.global'],
          location: 'MESH_INTERNAL',
          resolution: 'STATIC',
          ports: [{ number: 9080, name: 'http', protocol: 'HTTP' }],
          endpoints: [{ address: '192.0.2.1' }],
        },
        { namespace: 'shop' },
      ),
      istio('VirtualService', 'reviews', {
        hosts: ['reviews'],
        http: [{ route: [{ destination: { host: 'far.global' } }] }],
      }),
    ];
    expect(asked([...base, ...objects, sidecar(['./*'])])).toEqual(['1 200']);
  });
});

describe('an AuthorizationPolicy', () => {
  const allow = (rules: readonly object[], more: object = {}): Kube =>
    policy('AuthorizationPolicy', 'reviews', { rules, ...more });
  const from = (source: object): object => ({ from: [{ source }] });
  const ask = (...objects: readonly Kube[]): readonly string[] =>
    answers(meshOf({ cluster1: [...base, ...objects] }), { 'x-team': 'a' }, 'http://reviews:9080/reviews/0?q');

  test.each<[string, object, boolean]>([
    ['the principal of the caller', from({ principals: ['cluster.local/ns/default/sa/web'] }), true],
    ['another principal', from({ principals: ['cluster.local/ns/default/sa/other'] }), false],
    ['principals by their end', from({ principals: ['*/sa/web'] }), true],
    ['a service account', from({ serviceAccounts: ['web'] }), true],
    ['its namespace', from({ namespaces: ['default'] }), true],
    ['another namespace', from({ namespaces: ['shop'] }), false],
    ['all but its namespace', from({ notNamespaces: ['default'] }), false],
    ['who has a token', from({ requestPrincipals: ['*'] }), false],
    ['the method', { to: [{ operation: { methods: ['GET'] } }] }, true],
    ['another method', { to: [{ operation: { methods: ['POST'] } }] }, false],
    ['the path, without its query', { to: [{ operation: { paths: ['/reviews/0'] } }] }, true],
    ['a path by its pattern', { to: [{ operation: { paths: ['/reviews/{*}'] } }] }, true],
    ['another path by its pattern', { to: [{ operation: { paths: ['/reviews/{*}/x'] } }] }, false],
    ['the host with its port', { to: [{ operation: { hosts: ['REVIEWS:9080'] } }] }, true],
    ['the host without its port', { to: [{ operation: { hosts: ['reviews'] } }] }, false],
    ['the port', { to: [{ operation: { ports: ['9080'] } }] }, true],
    ['a header', { when: [{ key: 'request.headers[X-Team]', values: ['a'] }] }, true],
    ['another value of a header', { when: [{ key: 'request.headers[x-team]', notValues: ['a'] }] }, false],
    ['everyone', {}, true],
  ])('that allows %s', (_, rule, isAllowed) => {
    expect(ask(allow([rule]))).toEqual([isAllowed ? '1 cluster1/reviews-v1' : '1 403']);
  });

  test('without rules allows nothing, and one that denies comes first', () => {
    expect(ask(allow([]))).toEqual(['1 403']);
    const deny = policy('AuthorizationPolicy', 'deny', { action: 'DENY', rules: [{}] });
    expect(ask(allow([{}]), deny)).toEqual(['1 403']);
  });

  test('for other Pods, or for waypoints, does not count', () => {
    expect(ask(allow([], { selector: { matchLabels: { app: 'other' } } }))).toEqual(['1 cluster1/reviews-v1']);
    expect(ask(allow([], { targetRefs: [{ kind: 'Service', name: 'reviews' }] }))).toEqual(['1 cluster1/reviews-v1']);
  });

  test('of Istio’s namespace holds for all', () => {
    expect(ask(policy('AuthorizationPolicy', 'all', {}, { namespace: 'istio-system' }))).toEqual(['1 403']);
  });
});
