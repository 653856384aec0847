/** @module Tests what is asked of a trace: who calls, where to, and what is left out. */
import { trace } from '../../lib/trace';
import { issuesOf } from '../support/issues';
import { answers, deployment, istio, type Kube, meshOf, passing, service } from '../support/traced';

const objects: readonly Kube[] = [
  service('reviews'),
  deployment('web', 'v1'),
  deployment('reviews', 'v1'),
  deployment('reviews', 'v2'),
  deployment('web', 'v1', {}, { namespace: 'shop', name: 'other' }),
];

const mesh = meshOf({ cluster1: objects });

test.each(['cluster1/web-v1', 'cluster1/default/web-v1', 'cluster1/default/web'])('%s is a caller', (from) => {
  expect(answers(mesh, {}, 'http://reviews:9080/', from)).toEqual([
    '0.5 cluster1/reviews-v1',
    '0.5 cluster1/reviews-v2',
  ]);
});

test('a caller may be named by the Service that selects it', () => {
  const named = meshOf({ cluster1: [service('front', {}, { selector: { app: 'web' } }), ...objects.slice(0, 3)] });
  expect(answers(named, {}, 'http://reviews:9080/', 'cluster1/front')).toEqual(['1 cluster1/reviews-v1']);
});

const asked = (from: string, to = 'http://reviews:9080/'): readonly (readonly [string, string, string])[] =>
  issuesOf(() => trace(mesh, { from, to })).map(({ code, what, fix }) => [code, what, fix]);

test.each([
  [
    'cluter1/web-v1',
    'MC210',
    'The caller "cluter1/web-v1" must be in one of the clusters, but there is no cluster "cluter1".',
    'Did you mean "cluster1"? The only cluster is "cluster1".',
  ],
  [
    'cluster1/wbe-v1',
    'MC210',
    'The caller "cluster1/wbe-v1" must be a workload of cluster "cluster1", but no workload there has this name.',
    'Did you mean "web-v1"? Write the cluster and the workload, such as cluster1/productpage.',
  ],
  [
    'cluster1/reviews',
    'MC211',
    'The caller "cluster1/reviews" must be one workload or gateway, but it may be cluster1/default/reviews-v1 or cluster1/default/reviews-v2.',
    'Write the name of the workload.',
  ],
])('the caller %s is %s', (from, ...wanted) => {
  expect(asked(from)).toEqual([wanted]);
});

test('a caller whose object stands twice is one workload, and two of a name are told apart', () => {
  const whatOf = (...more: readonly Kube[]): readonly string[] => {
    const twice = meshOf({ cluster1: [...objects, ...more] });
    return issuesOf(() => trace(twice, { from: 'cluster1/web-v1', to: 'http://reviews:9080/' })).map(
      ({ what }) => what,
    );
  };
  expect(whatOf(deployment('web', 'v1'))).toEqual([]);
  expect(whatOf({ ...deployment('web', 'v1'), kind: 'StatefulSet' })).toEqual([
    'The caller "cluster1/web-v1" must be one workload or gateway, but it may be Deployment.apps default/web-v1 or StatefulSet.apps default/web-v1.',
  ]);
});

test.each([
  'ftp://reviews:9080/',
  'tcp://reviews',
  'reviews:9080',
  'http://',
  'http://reviews:0/',
  'http://reviews:65536/',
  'http://fd00::1/',
  'http://[reviews]:9080/',
  'http://[10.0.0.1]:9080/',
])('the URL %s is MC212', (to) => {
  expect(asked('cluster1/web-v1', to)).toEqual([
    [
      'MC212',
      `The URL of a request must be one of http, https, tcp or tls, without a user, with brackets around an IPv6 address and nothing else, and with a port from 1 to 65535, which tcp and tls need, but is "${to}".`,
      'Write the URL as the caller does, such as http://reviews:9080/reviews/0.',
    ],
  ]);
});

test.each([
  'http://localhost:9080/',
  'tcp://LocalHost.:80',
  'http://127.0.0.1:9080/',
  'https://[::1]:9080/',
  'http://[0:0::1]:9080/',
  'http://[::ffff:127.0.0.1]/',
])('the URL %s is MC235', (to) => {
  expect(asked('cluster1/web-v1', to)).toEqual([
    [
      'MC235',
      `A request must leave the Pod of its caller, but one to "${to}" stays there: Istio does not intercept what is sent to localhost.`,
      'Write the name of a Service, such as http://reviews:9080/reviews/0.',
    ],
  ]);
});

test('an ingress gateway may be called by localhost', () => {
  const servers = [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }];
  const gateway = istio('Gateway', 'public', { selector: { istio: 'ingressgateway' }, servers });
  const http = [{ route: [{ destination: { host: 'other' } }] }];
  const entering = istio('VirtualService', 'public', { hosts: ['*'], gateways: ['public'], http });
  const all = [service('other'), deployment('other', 'v1'), gateway, entering];
  const entered = (to: string): readonly string[] => answers(meshOf({ cluster1: all }), {}, to, 'cluster1/ingress');
  for (const to of ['http://localhost/', 'http://127.0.0.1/']) expect(entered(to)).toEqual(['1 cluster1/other-v1']);
});

test('what is left out must be there, and all that is not is reported', () => {
  const without = ['cluster2', 'cluster1/reviws-v1', 'cluster1/reviews-v2'];
  expect(
    issuesOf(() => meshOf({ cluster1: objects }, { without })).map(({ code, what, fix }) => [code, what, fix]),
  ).toEqual([
    [
      'MC213',
      'What is assumed to be gone must be a cluster, a workload or a gateway, but "cluster2" is none.',
      'Did you mean "cluster1"? Write one of the clusters: cluster1.',
    ],
    [
      'MC213',
      'What is assumed to be gone must be a cluster, a workload or a gateway, but "cluster1/reviws-v1" is none.',
      'Did you mean "reviews-v1"? Write one of the workloads of cluster cluster1: web-v1, reviews-v1, reviews-v2 or other.',
    ],
  ]);
});

test('a workload that is left out gets no requests', () => {
  expect(
    answers(meshOf({ cluster1: objects }, { without: ['cluster1/reviews-v1'] }), {}, undefined, 'cluster1/web-v1'),
  ).toEqual(['1 cluster1/reviews-v2']);
});

test.each<[string, readonly Kube[], string, string]>([
  [
    'its label',
    objects,
    'cluster1/reviews',
    '"cluster1/reviews" stands for cluster1/default/reviews-v1 and cluster1/default/reviews-v2, which are assumed to be gone.',
  ],
  [
    'a Service that selects it',
    [...objects, service('books', {}, { selector: { app: 'reviews', version: 'v1' } })],
    'cluster1/default/books',
    '"cluster1/default/books" stands for cluster1/default/reviews-v1, which is assumed to be gone.',
  ],
  [
    'its name in several namespaces',
    [...objects, deployment('reviews', 'v1', {}, { namespace: 'shop' })],
    'cluster1/reviews-v1',
    '"cluster1/reviews-v1" stands for cluster1/default/reviews-v1 and cluster1/shop/reviews-v1, which are assumed to be gone.',
  ],
])('a workload may be left out by %s, and the mesh says which', (_, all, name, wanted) => {
  const { assumptions } = meshOf({ cluster1: all }, { without: [name] });
  expect(assumptions.filter((each) => each.includes('gone'))).toEqual([wanted]);
});

test('all workloads that a name stands for are left out', () => {
  const named = meshOf({ cluster1: objects }, { without: ['cluster1/reviews'] });
  expect(answers(named, {}, undefined, 'cluster1/web-v1')).toEqual(['1 503 UH']);
});

test('what is left out by its own name is not explained', () => {
  const without = ['cluster1/reviews-v1', 'cluster1/shop/other'];
  const { assumptions } = meshOf({ cluster1: objects }, { without });
  expect(assumptions.filter((each) => each.includes('gone'))).toEqual([]);
});

const ingress: readonly Kube[] = [
  service('reviews'),
  deployment('reviews', 'v1'),
  istio('Gateway', 'entrance', {
    selector: { istio: 'ingressgateway' },
    servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'] }],
  }),
  istio('VirtualService', 'reviews', {
    hosts: ['*'],
    gateways: ['entrance'],
    http: [{ route: [{ destination: { host: 'reviews' } }] }],
  }),
];

test.each<[string, readonly string[], string, readonly Kube[]]>([
  ['a workload', ['cluster1/other'], 'cluster1/shop/other', objects],
  ['all workloads of its name', ['cluster1/reviews'], 'cluster1/reviews', objects],
  ['its cluster', ['cluster1'], 'cluster1/web-v1', objects],
  ['an ingress gateway that the manifests lack', ['cluster1/istio-ingressgateway'], 'cluster1/ingress', ingress],
  [
    'an ingress gateway with the usual labels',
    ['cluster1/istio-ingressgateway'],
    'cluster1/ingress',
    [...ingress, deployment('edge', 'v1', { labels: { istio: 'ingressgateway' } }, { namespace: 'istio-system' })],
  ],
  ['the cluster of an ingress gateway', ['cluster1'], 'cluster1/ingress', ingress],
])('fails if the caller is gone: %s', (_, without, from, all) => {
  const mesh = meshOf({ cluster1: all }, { without });
  expect(
    issuesOf(() => trace(mesh, { from, to: 'http://reviews/' })).map(({ code, what, fix }) => [code, what, fix]),
  ).toEqual([
    [
      'MC210',
      `The caller "${from}" must be there, but is assumed to be gone.`,
      'Ask for another caller, or do not leave this one out.',
    ],
  ]);
});

test('"ingress" is the ingress gateway of the only cluster that has a Gateway for requests from outside', () => {
  const one = meshOf({ cluster1: ingress, cluster2: objects });
  const [outcome] = trace(one, { from: 'ingress', to: 'http://any/' });
  expect(outcome).toMatchObject({ cluster: 'cluster1', workload: 'reviews-v1' });
  expect(outcome?.hops[0]?.text).toBe('istio-ingressgateway, assumed to be there');
  const faultsOf = (clusters: Readonly<Record<string, readonly Kube[]>>): readonly (readonly [string, string])[] =>
    issuesOf(() => trace(meshOf(clusters), { from: 'ingress', to: 'http://any/' })).map(({ code, what }) => [
      code,
      what,
    ]);
  expect(faultsOf({ cluster1: ingress, cluster2: ingress })).toEqual([
    [
      'MC211',
      'The caller "ingress" must be one workload or gateway, but it may be cluster1/ingress or cluster2/ingress.',
    ],
  ]);
  expect(faultsOf({ cluster1: objects })).toEqual([
    [
      'MC210',
      'The caller "ingress" must be an ingress gateway, but no Gateway lets requests from outside of the mesh in.',
    ],
  ]);
});

test('an ingress gateway that the manifests lack may be called by the name that Istio gives it', () => {
  expect(answers(meshOf({ cluster1: ingress }), {}, 'http://any/', 'cluster1/istio-ingressgateway')).toEqual([
    '1 cluster1/reviews-v1',
  ]);
});

test('an ingress gateway that the manifests lack is there unless it is left out, and the mesh says so', () => {
  const from = 'cluster1/ingress';
  expect(answers(meshOf({ cluster1: ingress }), {}, 'http://any/', from)).toEqual(['1 cluster1/reviews-v1']);
  const { assumptions } = meshOf({ cluster1: ingress }, { without: ['cluster1/istio-ingressgateway'] });
  expect(assumptions[0]).toBe(
    '"cluster1/istio-ingressgateway" stands for a gateway that the manifests lack, which is assumed to be gone.',
  );
});

test('the name of a caller stands for those that are there', () => {
  const two = [...objects.slice(0, 3), deployment('web', 'v2')];
  expect(answers(meshOf({ cluster1: two }, { without: ['cluster1/web-v1'] }))).toEqual(['1 cluster1/reviews-v1']);
});

const gateways = (policy: object): readonly Kube[] => [
  service('cart'),
  deployment('web', 'v1'),
  istio('ServiceEntry', 'cart', {
    hosts: ['cart.default.global'],
    location: 'MESH_INTERNAL',
    resolution: 'STATIC',
    ports: [{ number: 9080, name: 'http', protocol: 'HTTP' }],
    endpoints: ['east', 'west'].map((cluster, index) => ({
      address: `192.0.2.${index + 1}`,
      ports: { http: 15443 },
      labels: { cluster },
    })),
  }),
  istio('DestinationRule', 'cart-global', {
    host: 'cart.default.global',
    trafficPolicy: {
      tls: { mode: 'ISTIO_MUTUAL', sni: 'outbound_.9080_._.cart.default.svc.cluster.local' },
      ...policy,
    },
  }),
  istio('VirtualService', 'cart', {
    hosts: ['cart'],
    http: [{ route: [{ destination: { host: 'cart.default.global' } }], retries: { attempts: 0 } }],
  }),
];

const remote: readonly Kube[] = [service('cart'), deployment('cart', 'v1'), passing('mesh', '*.local')];

test.each([
  ['without outlier detection, its share fails', {}, ['0.5 503 UF', '0.5 west/cart-v1']],
  ['with outlier detection, the others take over', { outlierDetection: {} }, ['1 west/cart-v1']],
])('when a gateway is gone, %s', (_, policy, wanted) => {
  const clusters = { cluster1: gateways(policy), east: remote, west: remote };
  for (const without of [['east'], ['east/istio-eastwestgateway']])
    expect(answers(meshOf(clusters, { without }), {}, 'http://cart:9080/')).toEqual(wanted);
});

describe('what is gone where clusters discover each other’s endpoints', () => {
  const network = (name: string): readonly Kube[] => [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'istio-system', labels: { [NETWORK]: name } } },
  ];
  const NETWORK = 'topology.istio.io/network';
  const once = istio('VirtualService', 'cart', {
    hosts: ['cart'],
    http: [{ route: [{ destination: { host: 'cart' } }], retries: { attempts: 0 } }],
  });
  const ejecting = istio('DestinationRule', 'cart', { host: 'cart', trafficPolicy: { outlierDetection: {} } });
  const gone = (without: string, isApart: boolean, ...objects: readonly Kube[]): readonly string[] => {
    const clusters = {
      cluster1: [deployment('web', 'v1'), service('cart'), deployment('cart', 'v0'), ...objects],
      east: [...remote, deployment('cart', 'v2')],
    };
    const apart = isApart
      ? { cluster1: [...clusters.cluster1, ...network('one')], east: [...clusters.east, ...network('two')] }
      : clusters;
    return answers(meshOf(apart, { isConnected: true, without: [without] }), {}, 'http://cart:9080/');
  };
  const third = 0.3333;

  test('Istio keeps the endpoints of a cluster that it no longer reads, and connections to them fail', () => {
    const failing = [`${third} 503 UF`, `${third} 503 UF`, `${third} cluster1/cart-v0`];
    expect(gone('east', false, once)).toEqual(failing);
    expect(gone('east', true, once)).toEqual(['0.6667 503 UF', `${third} cluster1/cart-v0`]);
  });

  test('another try may find an endpoint that is there', () => {
    expect(gone('east', false)).toEqual(['1 cluster1/cart-v0']);
  });

  test('outlier detection keeps requests away from them', () => {
    expect(gone('east', false, once, ejecting)).toEqual(['1 cluster1/cart-v0']);
    expect(gone('east', true, once, ejecting)).toEqual(['1 cluster1/cart-v0']);
  });

  test('Istio forgets the endpoints of a workload that is gone from a cluster which it reads', () => {
    expect(gone('east/cart-v2', false, once)).toEqual(['0.5 cluster1/cart-v0', '0.5 east/cart-v1']);
    expect(gone('cluster1/cart-v0', false, once)).toEqual(['0.5 east/cart-v1', '0.5 east/cart-v2']);
  });

  test('a failure names the Pods', () => {
    const near = [deployment('web', 'v1'), service('cart')];
    const mesh = meshOf({ cluster1: near, east: remote }, { isConnected: true, without: ['east'] });
    const [outcome] = trace(mesh, { from: 'cluster1/web', to: 'http://cart:9080/' });
    expect(outcome?.reason).toBe(
      'Nothing answers at port 9080 of cart-v1 in cluster east, which is assumed to be gone, and nothing keeps requests away from it.',
    );
  });
});

test('a workload that is left out gets no connections that Kubernetes balances', () => {
  const web = deployment('web', 'v1', { labels: { app: 'web', 'sidecar.istio.io/inject': 'false' } });
  const clusters = { cluster1: [web, service('cart'), deployment('cart', 'v1'), deployment('cart', 'v2')] };
  const mesh = meshOf(clusters, { without: ['cluster1/cart-v1'] });
  expect(answers(mesh, {}, 'http://cart:9080/')).toEqual(['1 cluster1/cart-v2']);
});

test.each<[string, object]>([
  ['a condition', { match: [{ uri: { regex: '(?=x)' } }], route: [{ destination: { host: 'reviews' } }] }],
  [
    'a rewrite',
    { route: [{ destination: { host: 'reviews' } }], rewrite: { uriRegexRewrite: { match: '(', rewrite: '' } } },
  ],
])('an expression of %s must be one of RE2', (_, rule) => {
  const routed = meshOf({
    cluster1: [...objects.slice(0, 3), istio('VirtualService', 'reviews', { hosts: ['reviews'], http: [rule] })],
  });
  const found = issuesOf(() => trace(routed, { from: 'cluster1/web-v1', to: 'http://reviews:9080/' }));
  expect(found.map(({ code, what }) => [code, what])).toEqual([
    [
      'MC215',
      expect.stringMatching(
        /^The rule of VirtualService.networking.istio.io default\/reviews at cluster1.* has one that is not: (?!RE2)/,
      ),
    ],
  ]);
});

test.each<[string, object, object]>([
  [
    'a Job that is complete',
    { kind: 'Job', apiVersion: 'batch/v1' },
    { conditions: [{ type: 'Complete', status: 'True' }] },
  ],
  [
    'a Job that has failed',
    { kind: 'Job', apiVersion: 'batch/v1' },
    { conditions: [{ type: 'Failed', status: 'True' }] },
  ],
])('%s answers nothing', (_, kind, status) => {
  const job = { ...deployment('reviews', 'v9'), ...kind };
  expect(answers(meshOf({ cluster1: [...objects.slice(0, 3), job] }))).toHaveLength(2);
  expect(answers(meshOf({ cluster1: [...objects.slice(0, 3), { ...job, status }] }))).toEqual([
    '1 cluster1/reviews-v1',
  ]);
});
