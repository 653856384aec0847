/** @module Tests what Istio's own configuration of a cluster changes. */
import { trace } from '../../lib/trace';
import { answers, deployment, istio, type Kube, meshOf, policy, service } from '../support/traced';

const base: readonly Kube[] = [service('reviews'), deployment('web', 'v1'), deployment('reviews', 'v1')];

const config = (mesh: string, name = 'istio'): Kube => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'istio-system' },
  data: { mesh },
});

const asked = (objects: readonly Kube[], to?: string): readonly string[] =>
  answers(meshOf({ cluster1: [...base, ...objects] }), {}, to);

test('requests to unknown hosts are refused if it says so', () => {
  expect(asked([], 'http://example.com/')).toEqual(['1 200']);
  for (const name of ['istio', 'istio-canary'])
    expect(asked([config('outboundTrafficPolicy: { mode: REGISTRY_ONLY }', name)], 'http://example.com/')).toEqual([
      '1 0 UH',
    ]);
});

test('a policy for unknown hosts that names no mode refuses requests, unlike none', () => {
  const sent = (policy: string): readonly string[] =>
    asked([config(`outboundTrafficPolicy: ${policy}`)], 'http://example.com/');
  const ofSidecar = (policy: object): readonly string[] =>
    asked([istio('Sidecar', 'own', { outboundTrafficPolicy: policy })], 'http://example.com/');
  expect(['{}', '{ mode: 0 }'].flatMap(sent)).toEqual(['1 0 UH', '1 0 UH']);
  expect(['null', '{ mode: 1 }', '{ mode: ALLOW_ANY_DYNAMIC_DNS }'].flatMap(sent)).toEqual(['1 200', '1 200', '1 200']);
  expect([ofSidecar({}), ofSidecar({ mode: 'ALLOW_ANY' })]).toEqual([['1 0 UH'], ['1 200']]);
});

test('it stands in the ConfigMap istio, else in that of a revision, whatever other ConfigMaps there are', () => {
  const [open, closed] = ['ALLOW_ANY', 'REGISTRY_ONLY'].map((mode) => `outboundTrafficPolicy: { mode: ${mode} }`);
  const root = { ...config('', 'istio-ca-root-cert'), data: { 'root-cert.pem': 'x' } };
  const to = 'http://example.com/';
  expect(asked([root, config(closed ?? '', 'istio-stable')], to)).toEqual(['1 0 UH']);
  expect(asked([root, config(open ?? '', 'istio-canary'), config(closed ?? '')], to)).toEqual(['1 0 UH']);
});

test('it can be given beside the manifests, and counts before theirs', () => {
  const clusters = new Map([['cluster1', { config: 'outboundTrafficPolicy: { mode: REGISTRY_ONLY }' }]]);
  const mesh = meshOf({ cluster1: [...base, config('outboundTrafficPolicy: { mode: ALLOW_ANY }')] }, { clusters });
  expect(answers(mesh, {}, 'http://example.com/')).toEqual(['1 0 UH']);
});

test('localities do not count if it says so', () => {
  const far = istio('ServiceEntry', 'far', {
    hosts: ['far.global'],
    location: 'MESH_INTERNAL',
    resolution: 'STATIC',
    ports: [{ number: 9080, name: 'http', protocol: 'HTTP' }],
    endpoints: [{ address: '192.0.2.1' }, { address: '192.0.2.2', locality: 'b' }],
  });
  const rule = istio('DestinationRule', 'far', { host: 'far.global', trafficPolicy: { outlierDetection: {} } });
  expect(asked([far, rule], 'http://far.global:9080/')).toHaveLength(1);
  expect(asked([far, rule, config('localityLbSetting: { enabled: false }')], 'http://far.global:9080/')).toHaveLength(
    2,
  );
});

describe('outlier detection of the whole mesh', () => {
  const ejecting = config('defaultTrafficPolicy: { outlierDetection: {} }');
  const placed = (version: string, place: string): Kube =>
    deployment('cart', version, { labels: { app: 'cart', version, 'istio-locality': place } });
  const ofVersion = (version: string): Kube => service(version, {}, { selector: { app: 'cart', version } });
  const named = istio('ServiceEntry', 'cart', {
    hosts: ['cart.global'],
    location: 'MESH_INTERNAL',
    resolution: 'DNS',
    ports: [{ number: 9080, name: 'http', protocol: 'HTTP' }],
    endpoints: ['v1', 'v2'].map((version) => ({
      address: `${version}.default.svc.cluster.local`,
      locality: version === 'v1' ? 'a' : 'b',
    })),
  });
  const objects = [
    deployment('web', 'v1'),
    placed('v1', 'a'),
    placed('v2', 'b'),
    ...[service('cart'), ofVersion('v1'), ofVersion('v2'), named],
  ];
  const places = new Map([['cluster1', { locality: 'a' }]]);
  const both = ['0.5 cluster1/cart-v1', '0.5 cluster1/cart-v2'];
  const first = ['1 cluster1/cart-v1'];

  test('orders endpoints by place where proxies resolve their names', () => {
    const asked = (...more: readonly Kube[]): readonly string[] =>
      answers(meshOf({ cluster1: [...objects, ...more] }, { clusters: places }), {}, 'http://cart.global:9080/');
    expect(asked(ejecting)).toEqual(first);
    expect(asked()).toEqual(both);
    for (const none of ['{ outlierDetection: null }', '{ connectionPool: {} }', 'null'])
      expect(asked(config(`defaultTrafficPolicy: ${none}`))).toEqual(both);
  });

  test('orders no other endpoints', () => {
    const mesh = meshOf({ cluster1: [...objects, ejecting] }, { clusters: places });
    expect(answers(mesh, {}, 'http://cart:9080/')).toEqual(both);
  });

  test('gives localities shares where endpoints have an order, which those keep that list an address twice', () => {
    const listed = istio('ServiceEntry', 'far', {
      hosts: ['far.global'],
      resolution: 'STATIC',
      ports: [{ number: 9080, name: 'http', protocol: 'HTTP' }],
      endpoints: ['203.0.113.1', '203.0.113.1', '203.0.113.2'].map((address) => ({
        address,
        locality: address === '203.0.113.1' ? 'a' : 'b',
      })),
    });
    const order = istio('DestinationRule', 'far', {
      host: 'far.global',
      trafficPolicy: { loadBalancer: { localityLbSetting: { failoverPriority: ['version'] } } },
    });
    const asked = (...more: readonly Kube[]): readonly string[] =>
      answers(meshOf({ cluster1: [...objects, listed, ...more] }), {}, 'http://far.global:9080/');
    expect(asked(order)).toEqual(['0.5 200', '0.5 200']);
    expect(asked(order, ejecting)).toEqual(['0.6667 200', '0.3333 200']);
    expect(asked(ejecting)).toEqual(['0.5 200', '0.5 200']);
  });

  test('keeps requests away from what is gone', () => {
    const without = ['cluster2'];
    const asked = (...more: readonly Kube[]): readonly string[] => {
      const cluster1 = [service('cart'), deployment('web', 'v1'), deployment('cart', 'v1'), ...more];
      const cluster2 = [service('cart'), deployment('cart', 'v2')];
      return answers(meshOf({ cluster1, cluster2 }, { isConnected: true, without }), {}, 'http://cart:9080/');
    };
    const once = 'defaultHttpRetryPolicy: { attempts: 0 }';
    expect(asked(config(once))).toEqual(['0.5 503 UF', '0.5 cluster1/cart-v1']);
    expect(asked(config(`${once}\ndefaultTrafficPolicy: { outlierDetection: {} }`))).toEqual(first);
  });
});

test('identities have its trust domain, which policies may call cluster.local', () => {
  const allow = (principal: string): Kube =>
    policy('AuthorizationPolicy', 'reviews', { rules: [{ from: [{ source: { principals: [principal] } }] }] });
  const shop = config('trustDomain: shop.example');
  expect(asked([shop, allow('shop.example/ns/default/sa/web')])).toEqual(['1 cluster1/reviews-v1']);
  expect(asked([shop, allow('cluster.local/ns/default/sa/web')])).toEqual(['1 cluster1/reviews-v1']);
  expect(asked([allow('shop.example/ns/default/sa/web')])).toEqual(['1 403']);
});

describe('clusters with two trust domains', () => {
  const far = [service('reviews'), deployment('reviews', 'v2')];
  const asked = (cluster1: string, cluster2: string, ...objects: readonly Kube[]): readonly string[] =>
    answers(
      meshOf(
        {
          cluster1: [service('reviews'), deployment('web', 'v1'), config(cluster1)],
          cluster2: [...far, config(cluster2), ...objects],
        },
        { isConnected: true },
      ),
    );

  test('fail, because the callers expect Pods of their own', () => {
    expect(asked('', 'trustDomain: two.example')).toEqual(['1 503 UF']);
  });

  test('are told to know each other', () => {
    const [failing] = trace(
      meshOf(
        {
          cluster1: [service('reviews'), deployment('web', 'v1')],
          cluster2: [...far, config('trustDomain: two.example')],
        },
        { isConnected: true },
      ),
      { from: 'cluster1/web', to: 'http://reviews:9080/' },
    );
    expect(failing?.fix).toMatch(/^Add the trust domain of the Pods to trustDomainAliases/);
  });

  test('fail if only one side has the other as an alias', () => {
    expect(asked('trustDomainAliases: [two.example]', 'trustDomain: two.example')).toEqual(['1 503 UF']);
    expect(asked('', '{ trustDomain: two.example, trustDomainAliases: [cluster.local] }')).toEqual(['1 503 UF']);
  });

  test('reach each other if each has the other as an alias, or trusts its certificates', () => {
    for (const trusting of [
      'trustDomainAliases: [cluster.local]',
      'caCertificates: [{ trustDomains: [cluster.local] }]',
    ])
      expect(asked('trustDomainAliases: [two.example]', `trustDomain: two.example\n${trusting}`)).toEqual([
        '1 cluster2/reviews-v2',
      ]);
  });

  test('are one to policies if one is an alias of the other', () => {
    const allow = (principal: string): Kube =>
      policy('AuthorizationPolicy', 'reviews', { rules: [{ from: [{ source: { principals: [principal] } }] }] });
    const through = (principal: string): readonly string[] =>
      asked(
        'trustDomainAliases: [two.example]',
        '{ trustDomain: two.example, trustDomainAliases: [cluster.local] }',
        allow(principal),
      );
    for (const domain of ['two.example', 'cluster.local', '*.example', '*'])
      expect(through(`${domain}/ns/default/sa/web`)).toEqual(['1 cluster2/reviews-v2']);
    expect(through('other.example/ns/default/sa/web')).toEqual(['1 403']);
  });
});

test('mutual TLS that no DestinationRule asks for can be turned off', () => {
  const strict = policy('PeerAuthentication', 'strict', { mtls: { mode: 'STRICT' } });
  const off = config('enableAutoMtls: false');
  const rule = istio('DestinationRule', 'reviews', {
    host: 'reviews',
    trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } },
  });
  expect(asked([strict])).toEqual(['1 cluster1/reviews-v1']);
  expect(asked([strict, off])).toEqual(['1 503 UC']);
  expect(asked([strict, off, rule])).toEqual(['1 cluster1/reviews-v1']);
});

test('the root namespace, whose policies count for all others, can be another one', () => {
  const root = config('rootNamespace: shop');
  const strict = policy('PeerAuthentication', 'strict', { mtls: { mode: 'STRICT' } }, { namespace: 'shop' });
  const none = policy('AuthorizationPolicy', 'none', {}, { namespace: 'shop' });
  const plain = istio(
    'DestinationRule',
    'plain',
    { host: 'reviews.default.svc.cluster.local', trafficPolicy: { tls: { mode: 'DISABLE' } } },
    { namespace: 'shop' },
  );
  const narrow = istio('Sidecar', 'narrow', { egress: [{ hosts: ['~/*'] }] }, { namespace: 'shop' });
  const registry = config('{ rootNamespace: shop, outboundTrafficPolicy: { mode: REGISTRY_ONLY } }');
  expect(asked([strict, none, plain, narrow])).toEqual(['1 cluster1/reviews-v1']);
  expect(asked([root, none])).toEqual(['1 403']);
  expect(asked([root, strict, plain])).toEqual(['1 503 UC']);
  expect(asked([registry, narrow])).toEqual(['1 0 UH']);
});

describe('discovery selectors', () => {
  const namespace = (name: string, labels: object = {}): Kube => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'istio-injection': 'enabled', ...labels } },
  });
  const selectors = (text: string): Kube => config(`discoverySelectors: ${text}`);
  const inShop = { namespace: 'shop' };
  const shop = (labels: object = {}): readonly Kube[] => [
    namespace('shop', labels),
    service('cart', {}, {}, inShop),
    deployment('cart', 'v1', {}, inShop),
    istio('VirtualService', 'cart', { hosts: ['cart'], http: [{ directResponse: { status: 204 } }] }, inShop),
    policy('AuthorizationPolicy', 'nobody', {}, inShop),
  ];
  const cart = 'http://cart.shop:9080/';
  const READ = ['1 204'];
  const IGNORED = ['1 cluster1/cart-v1'];

  test.each<[string, string, object, readonly string[]]>([
    ['none', '[]', {}, READ],
    ['an empty one', '[{}]', {}, READ],
    ['labels that match', '[{ matchLabels: { mesh: a } }]', { mesh: 'a' }, READ],
    ['labels that do not', '[{ matchLabels: { mesh: a } }]', {}, IGNORED],
    ['one of two that matches', '[{ matchLabels: { mesh: a } }, { matchLabels: { mesh: b } }]', { mesh: 'b' }, READ],
    ['the name', '[{ matchLabels: { kubernetes.io/metadata.name: shop } }]', {}, READ],
    ['another name', '[{ matchLabels: { kubernetes.io/metadata.name: else } }]', {}, IGNORED],
    ['In', '[{ matchExpressions: [{ key: mesh, operator: In, values: [a, b] }] }]', { mesh: 'b' }, READ],
    ['In, without the label', '[{ matchExpressions: [{ key: mesh, operator: In, values: [a, ""] }] }]', {}, IGNORED],
    ['NotIn', '[{ matchExpressions: [{ key: mesh, operator: NotIn, values: [a] }] }]', { mesh: 'a' }, IGNORED],
    ['NotIn, without the label', '[{ matchExpressions: [{ key: mesh, operator: NotIn, values: [a] }] }]', {}, READ],
    ['Exists', '[{ matchExpressions: [{ key: mesh, operator: Exists }] }]', {}, IGNORED],
    ['DoesNotExist', '[{ matchExpressions: [{ key: mesh, operator: DoesNotExist }] }]', {}, READ],
    ['a wrong one, which turns all off', '[{ matchExpressions: [{ key: mesh, operator: Is }] }]', {}, READ],
  ])('%s', (_, text, labels, wanted) => {
    expect(asked([...shop(labels), selectors(text)], cart)).toEqual(wanted);
  });

  test('callers that reach known hosts only do not reach what Istio ignores', () => {
    const mesh = config(
      '{ outboundTrafficPolicy: { mode: REGISTRY_ONLY }, discoverySelectors: [{ matchLabels: { a: b } }] }',
    );
    const [outcome] = trace(meshOf({ cluster1: [...base, ...shop(), mesh] }), { from: 'cluster1/web', to: cart });
    expect([outcome?.status, outcome?.fix]).toEqual([
      502,
      'Label Namespace shop so that one of the discoverySelectors of Istio matches.',
    ]);
  });

  test('a rule that names such a host fails with the reason', () => {
    const route = istio('VirtualService', 'reviews', {
      hosts: ['reviews'],
      http: [{ route: [{ destination: { host: 'cart.shop.svc.cluster.local' } }] }],
    });
    const objects = [...base, ...shop(), route, selectors('[{ matchLabels: { a: b } }]')];
    const [outcome] = trace(meshOf({ cluster1: objects }), { from: 'cluster1/web', to: 'http://reviews:9080/' });
    expect([outcome?.flag, outcome?.reason]).toEqual([
      'NC',
      'Istio in cluster cluster1 does not read the namespace of Service shop/cart, which none of its discoverySelectors matches.',
    ]);
  });

  test('a namespace whose labels are not known is read', () => {
    const [, ...rest] = shop();
    expect(asked([...rest, selectors('[{ matchLabels: { mesh: a } }]')], cart)).toEqual(READ);
  });

  test('those of a cluster count for what it discovers in others', () => {
    const near = [...base, service('cart', {}, {}, inShop), namespace('shop', { mesh: 'a' })];
    const far = (labels: object): readonly Kube[] => [
      service('cart', {}, {}, inShop),
      deployment('cart', 'v1', {}, inShop),
      namespace('shop', labels),
    ];
    const mesh = (labels: object): readonly string[] =>
      answers(
        meshOf(
          { cluster1: [...near, selectors('[{ matchLabels: { mesh: a } }]')], cluster2: far(labels) },
          { isConnected: true },
        ),
        {},
        cart,
      );
    expect(mesh({ mesh: 'a' })).toEqual(['1 cluster2/cart-v1']);
    expect(mesh({})).toEqual(['1 503 UH']);
  });
});
