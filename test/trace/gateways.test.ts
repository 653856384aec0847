/** @module Tests gateways: which connections they pass through to the Pods of their cluster, and ingress gateways as callers. */
import { type MeshFacts, trace } from '../../lib/trace';
import { answer, answers, deployment, istio, type Kube, meshOf, policy, service } from '../support/traced';

const NAME = 'outbound_.9080_._.cart.default.svc.cluster.local';

const near = (
  tls: object = { mode: 'ISTIO_MUTUAL', sni: NAME },
  endpoint: object = { labels: { cluster: 'east' } },
): readonly Kube[] => [
  service('cart'),
  deployment('web', 'v1'),
  istio('ServiceEntry', 'cart', {
    hosts: ['cart.default.global'],
    location: 'MESH_INTERNAL',
    resolution: 'STATIC',
    ports: [{ number: 9080, name: 'http', protocol: 'HTTP' }],
    endpoints: [{ address: '192.0.2.1', ports: { http: 15443 }, ...endpoint }],
  }),
  istio('DestinationRule', 'cart-global', { host: 'cart.default.global', trafficPolicy: { tls } }),
  istio('VirtualService', 'cart', {
    hosts: ['cart'],
    http: [{ route: [{ destination: { host: 'cart.default.global' } }] }],
  }),
];

const server = (hosts: readonly string[], more: object = {}): object => ({
  port: { number: 15443, name: 'tls', protocol: 'TLS' },
  tls: { mode: 'AUTO_PASSTHROUGH' },
  hosts,
  ...more,
});

const gateway = (name: string, ...servers: readonly object[]): Kube =>
  istio('Gateway', name, { selector: { istio: 'eastwestgateway' }, servers }, { namespace: 'istio-system' });

const far = [service('cart'), deployment('cart', 'v1')];
const open = gateway('open', server(['default/cart.default.svc.cluster.local']));

const asked = (east: readonly Kube[], cluster1 = near(), facts: MeshFacts = {}): readonly string[] =>
  answers(meshOf({ cluster1, east }, facts), {}, 'http://cart:9080/');

/** The Service of Istio's gateway. */
const ownService = (spec: object = {}, port: object = { port: 15443 }): Kube =>
  service('gw', port, { selector: { istio: 'eastwestgateway' }, ...spec }, { namespace: 'istio-system' });

test.each<[string, object, readonly Kube[], MeshFacts]>([
  ['the label `cluster` of the endpoint', { labels: { cluster: 'east' } }, [], {}],
  ['the address of a Service there', {}, [ownService({ externalIPs: ['192.0.2.1'] })], {}],
  [
    'the address of a load balancer there',
    {},
    [{ ...ownService(), status: { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } } }],
    {},
  ],
  [
    'the network of the endpoint',
    { network: 'n2' },
    [
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'istio-system', labels: { 'topology.istio.io/network': 'n2' } },
      },
    ],
    {},
  ],
  ['what is said', {}, [], { gateways: new Map([['192.0.2.1', 'east']]) }],
])('a gateway’s cluster is known by %s', (_, endpoint, objects, facts) => {
  expect(asked([...far, open, ...objects], near(undefined, endpoint), facts)).toEqual(['1 east/cart-v1']);
});

describe('a gateway that is not Istio’s own', () => {
  const named = (selector: object, port = 15443, name = 'own'): Kube =>
    istio(
      'Gateway',
      name,
      {
        selector,
        servers: [
          server(['*/cart.default.svc.cluster.local'], { port: { number: port, name: 'tls', protocol: 'TLS' } }),
        ],
      },
      { namespace: 'gateways' },
    );
  const at = (port: number): readonly Kube[] => near(undefined, { labels: { cluster: 'east' }, ports: { http: port } });
  const own = (port: object = { port: 15443 }, spec: object = {}): Kube =>
    service('own', port, { selector: { app: 'own' }, externalIPs: ['192.0.2.1'], ...spec }, { namespace: 'gateways' });

  test('is the only one that Gateways select', () => {
    expect(asked([...far, named({ app: 'own' })])).toEqual(['1 east/cart-v1']);
    expect(asked([...far, named({ app: 'own' }), named({ app: 'other' }, 15443, 'other')])).toEqual(['1 503 UF']);
  });

  test('is the one whose Service has the address', () => {
    expect(asked([...far, named({ app: 'own' }), named({ app: 'other' }, 15443, 'other'), own()])).toEqual([
      '1 east/cart-v1',
    ]);
    expect(asked([...far, named({ app: 'own' }), own({ port: 15443 }, { selector: { app: 'none' } })])).toEqual([
      '1 503 UF',
    ]);
  });

  test('is called at a port of its Service, or at the port of Nodes for it', () => {
    const open31443 = { port: 15443, nodePort: 31443 };
    expect(asked([...far, named({ app: 'own' }), own(open31443)], at(31443))).toEqual(['1 east/cart-v1']);
    expect(asked([...far, named({ app: 'own' }), own(open31443)], at(31444))).toEqual(['1 503 UF']);
    expect(asked([...far, named({ app: 'own' }, 8443), own({ port: 8443 })], at(8443))).toEqual(['1 east/cart-v1']);
  });

  test('may have a Service that leads to another port of its Pods, by which a Gateway may name it', () => {
    const service443 = own({ port: 443, targetPort: 15443 });
    for (const number of [443, 15443])
      expect(asked([...far, named({ app: 'own' }, number), service443], at(443))).toEqual(['1 east/cart-v1']);
    expect(asked([...far, named({ app: 'own' }, 8443), service443], at(443))).toEqual(['1 503 UF']);
  });

  test('without a Service, has ports of Nodes that lead to its only port, and no others', () => {
    const mesh = meshOf({ cluster1: at(31443), east: [...far, named({ app: 'own' })] });
    const [served] = trace(mesh, { from: 'cluster1/web', to: 'http://cart:9080/' });
    expect(served).toMatchObject({ workload: 'cart-v1' });
    expect(served?.hops).toContainEqual(
      expect.objectContaining({
        text: 'gateway app=own, port 31443, assumed to lead to port 15443, assumed to be there',
      }),
    );
    expect(asked([...far, named({ app: 'own' })], at(15444))).toEqual(['1 503 UF']);
  });

  test('can be left out', () => {
    const gone = [deployment('own', 'v1', {}, { namespace: 'gateways' })];
    expect(asked([...far, ...gone, named({ app: 'own' })], near(), { without: ['east/own-v1'] })).toEqual(['1 503 UF']);
  });
});

test('a gateway whose cluster nothing tells is assumed to answer, and each outcome says so', () => {
  const mesh = meshOf({ cluster1: near(undefined, {}), east: [...far, open] });
  expect(trace(mesh, { from: 'cluster1/web', to: 'http://cart:9080/' })).toMatchObject([
    {
      status: 200,
      assumptions: [
        '192.0.2.1 is assumed to answer. If it is the gateway of a cluster, give the manifests of this cluster, and its name with --gateway <cluster>=192.0.2.1.',
      ],
    },
  ]);
});

test('what is outside of the mesh is assumed to answer, and each outcome says so', () => {
  const [outcome] = trace(meshOf({ cluster1: near() }), { from: 'cluster1/web', to: 'http://api.example.com/' });
  expect(outcome).toMatchObject({
    status: 200,
    assumptions: ['api.example.com is outside of the mesh, and is assumed to answer.'],
  });
  expect(outcome?.hops.at(-1)?.text).toBe('no listener for api.example.com:80, sent on unchanged');
});

test('what the manifests tell is not assumed', () => {
  const [outcome] = trace(meshOf({ cluster1: near(), east: [...far, open] }), {
    from: 'cluster1/web',
    to: 'http://cart:9080/',
  });
  expect(outcome).toMatchObject({ workload: 'cart-v1' });
  expect(outcome).not.toHaveProperty('assumptions');
});

test('how a connection is encrypted is shown if a DestinationRule says so, and where it does', () => {
  const hopsOf = (tls: object): readonly unknown[] =>
    trace(meshOf({ cluster1: near(tls), east: [...far, open] }), { from: 'cluster1/web', to: 'http://cart:9080/' })
      .flatMap(({ hops }) => hops)
      .filter(({ kind }) => kind === 'tls')
      .map(({ text, object }) => [text, object]);
  const rule = expect.stringMatching(/^DestinationRule/);
  expect(hopsOf({ mode: 'DISABLE' })).toEqual([['none', rule]]);
  expect(hopsOf({ mode: 'SIMPLE', sni: NAME })).toEqual([[`TLS, server name ${NAME}`, rule]]);
  expect(hopsOf({ mode: 'SIMPLE' })).toEqual([['TLS, without a server name', rule]]);
  expect(hopsOf({ mode: 'ISTIO_MUTUAL', sni: NAME })).toEqual([[`mutual TLS of Istio, server name ${NAME}`, rule]]);
});

test.each<[string, object, string]>([
  ['no TLS', { mode: 'DISABLE' }, '1 503 UC'],
  ['TLS of another kind', { mode: 'SIMPLE', sni: NAME }, '1 503 UF'],
  ['a server name that nothing has', { mode: 'ISTIO_MUTUAL' }, '1 503 UF'],
])('a gateway does not pass %s through', (_, tls, wanted) => {
  expect(asked([...far, open], near(tls))).toEqual([wanted]);
});

test('two servers with one host in other words make Envoy refuse the listener', () => {
  const [first] = trace(meshOf({ cluster1: near(), east: [...far, open, gateway('stock', server(['*.local']))] }), {
    from: 'cluster1/web',
    to: 'http://cart:9080/',
  });
  expect(first).toMatchObject({
    status: 503,
    reason:
      'Two servers of the gateway of cluster east list the same host: one of Gateway.networking.istio.io istio-system/open and one of Gateway.networking.istio.io istio-system/stock. Envoy refuses the whole listener.',
  });
});

test('a gateway without any chain does not listen, so that plain text finds nothing there', () => {
  const plain = near({ mode: 'DISABLE' });
  expect(asked([...far, open], plain)).toEqual(['1 503 UC']);
  expect(asked([open], plain)).toEqual(['1 503 UF']);
  const alias = service('cart', {}, { type: 'ExternalName', externalName: 'cart.example.com' });
  expect(asked([open, alias], plain)).toEqual(['1 503 UF']);
});

test('of two servers with one host in the same words, the later one is left out with all its hosts', () => {
  const other = server(['default/else.default.svc.cluster.local', 'default/cart.default.svc.cluster.local']);
  const [a, z] = [gateway('a', server(['default/else.default.svc.cluster.local'])), gateway('z', other)];
  expect(asked([...far, a, z])).toEqual(['1 503 UF']);
  expect(asked([...far, z])).toEqual(['1 east/cart-v1']);
});

test.each<[string, readonly Kube[]]>([
  [
    'not exported to it',
    [service('cart', {}, {}, { annotations: { 'networking.istio.io/exportTo': '.' } }), deployment('cart', 'v1')],
  ],
  [
    'without Pods that have a sidecar',
    [service('cart'), deployment('cart', 'v1', { annotations: { 'sidecar.istio.io/inject': 'false' } })],
  ],
])('a gateway does not reach a Service that is %s', (_, objects) => {
  expect(asked([...objects, open])).toEqual([expect.stringMatching(/^1 503 U[FH]$/)]);
});

test('gateways that send requests to each other are found out', () => {
  const loop = (cluster: string): Kube =>
    istio('WorkloadEntry', 'far', {
      address: '192.0.2.9',
      ports: { http: 15443 },
      labels: { app: 'cart', cluster, 'security.istio.io/tlsMode': 'istio' },
    });
  const through = (other: string): readonly Kube[] => [service('cart'), open, loop(other)];
  const mesh = meshOf({ cluster1: near(), east: through('west'), west: through('east') });
  const [first] = trace(mesh, { from: 'cluster1/web', to: 'http://cart:9080/' });
  expect(first?.reason).toBe(
    'The gateways send the request to each other, because each has the other as an endpoint of cart.default.svc.cluster.local.',
  );
});

describe('an ingress gateway', () => {
  const ingress = (hosts: readonly string[], more: object = {}): Kube =>
    istio(
      'Gateway',
      'shop',
      {
        selector: { istio: 'ingressgateway' },
        servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts, ...more }],
      },
      { namespace: 'istio-system' },
    );
  const routes = (name: string, prefix: string | undefined, host: string, more: object = {}): Kube =>
    istio('VirtualService', name, {
      hosts: ['shop.example.com'],
      gateways: ['istio-system/shop'],
      http: [{ ...(prefix !== undefined && { match: [{ uri: { prefix } }] }), route: [{ destination: { host } }] }],
      ...more,
    });
  const shop = [service('cart'), deployment('cart', 'v1'), service('web'), deployment('web', 'v1')];
  const entered = (objects: readonly Kube[], to = 'http://shop.example.com/cart'): readonly string[] =>
    trace(meshOf({ cluster1: [...shop, ...objects] }), { from: 'cluster1/ingress', to }).map(answer);

  test('follows the rules of all VirtualServices for the host, those for all requests last', () => {
    const both = [routes('a', undefined, 'web'), routes('b', '/cart', 'cart')];
    expect(entered([ingress(['*']), ...both])).toEqual(['1 cluster1/cart-v1']);
    expect(entered([ingress(['*']), ...both], 'http://shop.example.com/')).toEqual(['1 cluster1/web-v1']);
  });

  test('takes the only port of a destination', () => {
    expect(entered([ingress(['shop.example.com']), routes('a', undefined, 'cart')])).toEqual(['1 cluster1/cart-v1']);
  });

  test.each<[string, readonly Kube[], string]>([
    ['that its Gateway does not list', [ingress(['other.example.com']), routes('a', undefined, 'cart')], '1 404 NR'],
    ['of another namespace than its Gateway lists', [ingress(['shop/*']), routes('a', undefined, 'cart')], '1 404 NR'],
    ['without a VirtualService', [ingress(['*'])], '1 404 NR'],
    ['that no rule is for', [ingress(['*']), routes('a', '/else', 'cart')], '1 404 NR'],
    ['at a port without a server', [routes('a', undefined, 'cart')], '1 0 UF'],
  ])('does not know a host %s', (_, objects, wanted) => {
    expect(entered(objects)).toEqual([wanted]);
  });

  test('redirects to https where its server says so', () => {
    const redirecting = ingress(['*'], { tls: { httpsRedirect: true } });
    expect(entered([redirecting, routes('a', undefined, 'cart')])).toEqual(['1 301']);
    expect(entered([redirecting])).toEqual(['1 301']);
  });

  test('redirects to the host and the port as they were called', () => {
    const mesh = meshOf({ cluster1: [ingress(['*'], { tls: { httpsRedirect: true } })] });
    const [called] = trace(mesh, { from: 'cluster1/ingress', to: 'http://Shop.example.com:80/cart' });
    expect(called?.location).toBe('https://Shop.example.com:80/cart');
  });

  test('redirects hosts with a namespace only if a VirtualService has them', () => {
    const redirecting = ingress(['default/*'], { tls: { httpsRedirect: true } });
    expect(entered([redirecting])).toEqual(['1 404 NR']);
    expect(entered([redirecting, routes('a', undefined, 'cart')])).toEqual(['1 301']);
  });

  describe('with servers that decrypt TLS', () => {
    const secure = (...servers: readonly (readonly string[])[]): Kube =>
      istio(
        'Gateway',
        'shop',
        {
          selector: { istio: 'ingressgateway' },
          servers: servers.map((hosts, index) => ({
            port: { number: 443, name: `https-${index}`, protocol: 'HTTPS' },
            tls: { mode: 'SIMPLE', credentialName: 'shop' },
            hosts,
          })),
        },
        { namespace: 'istio-system' },
      );
    const toCart = routes('a', undefined, 'cart');

    test('reads the HTTP within, whose scheme is https', () => {
      const [served] = trace(meshOf({ cluster1: [...shop, secure(['*']), toCart] }), {
        from: 'cluster1/ingress',
        to: 'https://shop.example.com/cart?x=1',
      });
      expect(served).toMatchObject({ workload: 'cart-v1', path: '/cart?x=1', host: 'shop.example.com' });
      const onlyHttp = {
        http: [{ match: [{ scheme: { exact: 'http' } }], route: [{ destination: { host: 'cart' } }] }],
      };
      expect(entered([secure(['*']), routes('a', undefined, 'cart', onlyHttp)], 'https://shop.example.com/')).toEqual([
        '1 404 NR',
      ]);
    });

    test('answers with HTTP where it cannot send the request on', () => {
      expect(entered([secure(['*']), routes('a', undefined, 'gone')], 'https://shop.example.com/')).toEqual([
        '1 503 NC',
      ]);
    });

    test('closes a connection to a server name that none of them has', () => {
      const hosts = [secure(['other.example.com']), toCart];
      expect(entered(hosts, 'https://shop.example.com/')).toEqual(['1 0 UF']);
    });

    test('knows only the hosts of the server with the nearest name', () => {
      const both = secure(['*.example.com'], ['shop.example.com']);
      expect(entered([both, toCart], 'https://shop.example.com/')).toEqual(['1 cluster1/cart-v1']);
      expect(entered([both, toCart], 'https://other.example.com/')).toEqual(['1 404 NR']);
    });

    test('takes TLS only there, and plain text only elsewhere', () => {
      expect(entered([secure(['*']), toCart], 'http://shop.example.com:443/')).toEqual(['1 0 UF']);
      expect(entered([ingress(['*']), toCart], 'https://shop.example.com:80/')).toEqual(['1 0']);
    });
  });

  test('cannot send a request where it was going, as the load balancer PASSTHROUGH has it', () => {
    const passing = istio('DestinationRule', 'cart', {
      host: 'cart',
      trafficPolicy: { loadBalancer: { simple: 'PASSTHROUGH' } },
    });
    expect(entered([ingress(['*']), routes('a', undefined, 'cart'), passing])).toEqual(['1 503 UH']);
  });

  test('takes the service of a rule from the namespace of its VirtualService first', () => {
    const own = istio(
      'ServiceEntry',
      'cart',
      {
        hosts: ['cart.default.svc.cluster.local'],
        location: 'MESH_INTERNAL',
        resolution: 'STATIC',
        ports: [{ number: 8080, name: 'http', protocol: 'HTTP' }],
      },
      { namespace: 'shop' },
    );
    const routed = (namespace: string): Kube => ({
      ...routes('a', undefined, 'cart.default.svc.cluster.local'),
      metadata: { name: 'a', namespace },
    });
    expect(entered([ingress(['*']), own, routed('default')])).toEqual(['1 cluster1/cart-v1']);
    expect(entered([ingress(['*']), own, routed('shop')])).toEqual(['1 503 NC']);
  });

  describe('that is not Istio’s own', () => {
    const own: readonly Kube[] = [
      deployment('edge', 'v1', {}, { namespace: 'edge' }),
      service('edge', { port: 80, targetPort: 8080 }, {}, { namespace: 'edge' }),
      istio(
        'Gateway',
        'shop',
        {
          selector: { app: 'edge' },
          servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }],
        },
        { namespace: 'edge' },
      ),
      { ...routes('a', undefined, 'cart', { gateways: ['edge/shop'] }) },
    ];
    const from = (caller: string, to = 'http://shop.example.com/cart'): readonly string[] =>
      trace(meshOf({ cluster1: [...shop, ...own] }), { from: caller, to }).map(answer);

    test('is the only one that Gateways select', () => {
      expect(from('cluster1/ingress')).toEqual(['1 cluster1/cart-v1']);
      expect(from('cluster1/ingress', 'http://other.example.com/')).toEqual(['1 404 NR']);
    });

    test('may be named, and is no sidecar then', () => {
      for (const name of ['cluster1/edge-v1', 'cluster1/edge', 'cluster1/edge/edge-v1']) {
        expect(from(name)).toEqual(['1 cluster1/cart-v1']);
        expect(from(name, 'http://other.example.com/')).toEqual(['1 404 NR']);
      }
    });

    test('obeys the policies of its own namespace', () => {
      const deny = policy('AuthorizationPolicy', 'deny', { action: 'DENY', rules: [{}] }, { namespace: 'edge' });
      expect(
        trace(meshOf({ cluster1: [...shop, ...own, deny] }), {
          from: 'cluster1/ingress',
          to: 'http://shop.example.com/cart',
        }).map(answer),
      ).toEqual(['1 403']);
    });
  });

  test('asks the policies of its own Pods before any rule', () => {
    const denying = (spec: object): Kube =>
      policy('AuthorizationPolicy', 'deny', { action: 'DENY', ...spec }, { namespace: 'istio-system' });
    const get = { rules: [{ to: [{ operation: { methods: ['GET'], ports: ['8080'] } }] }] };
    const own = service(
      'gateway',
      { port: 80, targetPort: 8080 },
      { selector: { istio: 'ingressgateway' } },
      { namespace: 'istio-system' },
    );
    expect(entered([ingress(['*']), denying({ rules: [{}] })])).toEqual(['1 403']);
    expect(entered([ingress(['*']), own, denying(get)])).toEqual(['1 403']);
    expect(entered([ingress(['*']), denying(get)])).toEqual(['1 404 NR']);
  });
});
