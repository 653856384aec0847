/** @module Tests which endpoints a destination has, which of them are preferred, and how connections are encrypted. */
import { type MeshFacts, type Outcome, trace } from '../../lib/trace';
import { answers, deployment, istio, type Kube, meshOf, policy, service } from '../support/traced';

const web = deployment('web', 'v1');
const reviews: readonly Kube[] = [service('reviews'), web, deployment('reviews', 'v1'), deployment('reviews', 'v2')];

const rule = (name: string, spec: object, metadata: object = {}): Kube =>
  istio('DestinationRule', name, { host: 'reviews.default.svc.cluster.local', ...spec }, metadata);
const subset = (name: string, labels: object = { version: name }, more: object = {}): object => ({
  name,
  labels,
  ...more,
});
const toSubset = (name: string): Kube =>
  istio('VirtualService', 'reviews', {
    hosts: ['reviews'],
    http: [{ route: [{ destination: { host: 'reviews', subset: name } }] }],
  });

const entry = (endpoints: readonly object[], more: object = {}): Kube =>
  istio('ServiceEntry', 'far', {
    hosts: ['far.global'],
    location: 'MESH_INTERNAL',
    resolution: 'STATIC',
    ports: [{ number: 9080, name: 'http', protocol: 'HTTP' }],
    endpoints,
    ...more,
  });

const asked = (objects: readonly Kube[], facts: MeshFacts = {}, to = 'http://reviews:9080/'): readonly string[] =>
  answers(meshOf({ cluster1: objects }, facts), {}, to);

test('requests are spread by replicas', () => {
  const scaled = {
    ...deployment('reviews', 'v2'),
    spec: { ...Object(deployment('reviews', 'v2')['spec']), replicas: 3 },
  };
  expect(asked([service('reviews'), web, deployment('reviews', 'v1'), scaled])).toEqual([
    '0.75 cluster1/reviews-v2',
    '0.25 cluster1/reviews-v1',
  ]);
});

describe('a host that is looked up by DNS', () => {
  const asked = (more: object, endpoints: readonly object[] = []): readonly string[] =>
    answers(
      meshOf({ cluster1: [web, entry(endpoints, { resolution: 'DNS', ...more })] }),
      {},
      'http://far.global:9080/',
    );

  test('stands for itself if it has no endpoints', () => {
    expect(asked({})).toEqual(['1 200']);
  });

  test('is unknown to proxies if it selects endpoints, and there are none', () => {
    const selecting = { workloadSelector: { labels: { app: 'far' } } };
    expect(asked(selecting)).toEqual(['1 503 NC']);
    expect(asked({ ...selecting, resolution: 'STATIC' })).toEqual(['1 503 UH']);
  });
});

test('a Service selects WorkloadEntries too, by labels of the spec and of the object', () => {
  const workload = istio('WorkloadEntry', 'far', { address: '192.0.2.9', labels: { app: 'reviews' } });
  expect(asked([...reviews.slice(0, 3), workload])).toEqual(['0.5 200', '0.5 cluster1/reviews-v1']);
  const renamed = istio(
    'WorkloadEntry',
    'far',
    { address: '192.0.2.9', labels: { app: 'reviews' } },
    { labels: { app: 'x' } },
  );
  expect(asked([...reviews.slice(0, 3), renamed])).toEqual(['1 cluster1/reviews-v1']);
});

test('a subset without endpoints gives 503 UH', () => {
  expect(asked([...reviews, rule('reviews', { subsets: [subset('v3')] }), toSubset('v3')])).toEqual(['1 503 UH']);
});

test('a headless Service ignores subsets', () => {
  const headless = service('reviews', {}, { clusterIP: 'None' });
  expect(asked([headless, ...reviews.slice(1), rule('reviews', { subsets: [subset('v2')] }), toSubset('v2')])).toEqual([
    '0.5 cluster1/reviews-v1',
    '0.5 cluster1/reviews-v2',
  ]);
});

test('a port that Pods have by name is only at Pods that have it', () => {
  expect(asked([service('reviews', { targetPort: 'web' }), ...reviews.slice(1)])).toEqual(['1 503 UH']);
});

describe('of several DestinationRules', () => {
  const byNamespace = (...namespaces: readonly string[]): readonly Kube[] =>
    namespaces.map((namespace) =>
      rule('reviews', { subsets: [subset('it', { version: versionOf(namespace) })] }, { namespace }),
    );
  const versionOf = (namespace: string): string => (namespace === 'default' ? 'v1' : 'v2');

  test('that of the caller’s namespace counts before that of the service, and before Istio’s', () => {
    const caller = deployment('caller', 'v1', {}, { namespace: 'shop' });
    const mesh = (...namespaces: readonly string[]): readonly string[] =>
      answers(
        meshOf({ cluster1: [...reviews, caller, toSubset('it'), ...byNamespace(...namespaces)] }),
        {},
        'http://reviews.default:9080/',
        'cluster1/caller',
      );
    expect(mesh('shop', 'default')).toEqual(['1 cluster1/reviews-v2']);
    expect(mesh('default', 'istio-system')).toEqual(['1 cluster1/reviews-v1']);
    expect(mesh('istio-system')).toEqual(['1 cluster1/reviews-v2']);
  });

  test('one that is exported elsewhere only does not count', () => {
    const hidden = rule('reviews', { subsets: [subset('it')], exportTo: ['shop'] });
    expect(asked([...reviews, toSubset('it'), hidden])).toEqual(['1 503 NC']);
  });

  test('for one host of a namespace, the subsets of all count, the first of each name', () => {
    const both = [
      rule('a', { subsets: [subset('v1')] }),
      rule('b', { subsets: [subset('v1', { version: 'v2' }), subset('v2')] }),
    ];
    expect(asked([...reviews, ...both, toSubset('v1')])).toEqual(['1 cluster1/reviews-v1']);
    expect(asked([...reviews, ...both, toSubset('v2')])).toEqual(['1 cluster1/reviews-v2']);
  });

  test('an exact host comes before a wildcard', () => {
    const wide = istio('DestinationRule', 'a', { host: '*.local', subsets: [subset('it', { version: 'v2' })] });
    expect(asked([...reviews, toSubset('it'), wide])).toEqual(['1 cluster1/reviews-v2']);
    expect(
      asked([...reviews, toSubset('it'), wide, rule('b', { subsets: [subset('it', { version: 'v1' })] })]),
    ).toEqual(['1 cluster1/reviews-v1']);
  });

  test('one for some callers counts for those alone', () => {
    const some = rule('a', {
      workloadSelector: { matchLabels: { app: 'other' } },
      subsets: [subset('it', { version: 'v2' })],
    });
    expect(asked([...reviews, toSubset('it'), some])).toEqual(['1 503 NC']);
    const own = rule('a', {
      workloadSelector: { matchLabels: { app: 'web' } },
      subsets: [subset('it', { version: 'v2' })],
    });
    expect(asked([...reviews, toSubset('it'), own])).toEqual(['1 cluster1/reviews-v2']);
  });
});

describe('an endpoint’s place', () => {
  const endpoints = ['a/1', 'a/2', 'b/1'].map((locality, index) => ({
    address: `192.0.2.${index + 1}`,
    locality,
    labels: { rank: String(index) },
  }));
  const facts: MeshFacts = { clusters: new Map([['cluster1', { locality: 'a/1' }]]) };
  const caller = deployment('web', 'v1', { labels: { app: 'web', rank: '2' } });
  const objects = (
    loadBalancer: object,
    outlierDetection?: object,
    places: readonly object[] = endpoints,
  ): readonly Kube[] => [
    caller,
    entry(places),
    istio('DestinationRule', 'far', {
      host: 'far.global',
      trafficPolicy: { loadBalancer, ...(outlierDetection && { outlierDetection }) },
    }),
  ];
  const reached = (...args: Parameters<typeof objects>): readonly string[] =>
    trace(meshOf({ cluster1: objects(...args) }, facts), { from: 'cluster1/web', to: 'http://far.global:9080/' }).map(
      endpointOf,
    );
  const endpointOf = ({ probability, hops }: Outcome): string =>
    `${Number(probability.toFixed(3))} ${hops.at(-1)?.text ?? ''}`;

  const EVEN = ['0.333 192.0.2.1:9080', '0.333 192.0.2.2:9080', '0.333 192.0.2.3:9080'];

  test('counts only with outlier detection', () => {
    expect(reached({})).toEqual(EVEN);
    expect(reached({}, {})).toEqual(['1 192.0.2.1:9080']);
  });

  test('does not count if that is switched off', () => {
    expect(reached({ localityLbSetting: { enabled: false } }, {})).toEqual(EVEN);
  });

  test('can be an order of labels', () => {
    expect(reached({ localityLbSetting: { failoverPriority: ['rank'] } }, {})).toEqual(['1 192.0.2.3:9080']);
    expect(reached({ localityLbSetting: { failoverPriority: ['rank=1'] } }, {})).toEqual(['1 192.0.2.2:9080']);
  });

  test('can be shares', () => {
    const distribute = [{ from: 'a/*', to: { 'a/*': 80, 'b/*': 20 } }];
    expect(reached({ localityLbSetting: { distribute } })).toEqual([
      '0.4 192.0.2.1:9080',
      '0.4 192.0.2.2:9080',
      '0.2 192.0.2.3:9080',
    ]);
  });

  test('prefers the region that a failover names to all others', () => {
    const places = ['b/1', 'c/1'].map((locality, index) => ({ address: `192.0.2.${index + 1}`, locality }));
    const failingOver = (...failover: readonly object[]): readonly string[] =>
      reached({ localityLbSetting: { failover } }, {}, places);
    expect(failingOver({ from: 'a', to: 'b' })).toEqual(['1 192.0.2.1:9080']);
    expect(failingOver({ from: 'a', to: 'c' })).toEqual(['1 192.0.2.2:9080']);
    expect(failingOver({ from: 'b', to: 'c' })).toEqual(['0.5 192.0.2.1:9080', '0.5 192.0.2.2:9080']);
  });

  test('is ignored by subsets that are resolved by DNS, if it is an order of labels', () => {
    const names = endpoints.map((each, index) => ({ ...each, address: `gw${index}.example.com` }));
    const trafficPolicy = { loadBalancer: { localityLbSetting: { failoverPriority: ['rank'] } }, outlierDetection: {} };
    const through = (destination: object): readonly string[] => {
      const mesh = meshOf({
        cluster1: [
          caller,
          entry(names, { resolution: 'DNS' }),
          istio('DestinationRule', 'far', { host: 'far.global', trafficPolicy, subsets: [subset('all', {})] }),
          istio('VirtualService', 'far', {
            hosts: ['far.global'],
            http: [{ route: [{ destination: { host: 'far.global', ...destination } }] }],
          }),
        ],
      });
      return trace(mesh, { from: 'cluster1/web', to: 'http://far.global:9080/' }).map(endpointOf);
    };
    expect(through({})).toEqual(['1 gw2.example.com:9080']);
    expect(through({ subset: 'all' })).toEqual([0, 1, 2].map((index) => `0.333 gw${index}.example.com:9080`));
  });
});

describe('mutual TLS', () => {
  const strict = policy('PeerAuthentication', 'default', { mtls: { mode: 'STRICT' } });
  const off = rule('reviews', { trafficPolicy: { tls: { mode: 'DISABLE' } } });
  const plain = deployment('reviews', 'v1', { annotations: { 'sidecar.istio.io/inject': 'false' } });

  test('is used where Pods accept it, if nothing is said', () => {
    expect(asked([...reviews.slice(0, 3), strict])).toEqual(['1 cluster1/reviews-v1']);
  });

  test('is not used for Pods without a sidecar', () => {
    expect(asked([service('reviews'), web, plain])).toEqual(['1 cluster1/reviews-v1']);
  });

  test('that is switched off does not reach Pods that require it', () => {
    expect(asked([...reviews.slice(0, 3), strict, off])).toEqual(['1 503 UC']);
    expect(asked([...reviews.slice(0, 3), off])).toEqual(['1 cluster1/reviews-v1']);
  });

  test.each<[string, readonly Kube[]]>([
    ['have no sidecar', [plain]],
    [
      'do not accept it',
      [deployment('reviews', 'v1'), policy('PeerAuthentication', 'default', { mtls: { mode: 'DISABLE' } })],
    ],
  ])('that a rule asks for fails at Pods that %s', (_, objects) => {
    const on = rule('reviews', { trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } } });
    expect(asked([service('reviews'), web, on, ...objects])).toEqual(['1 503 UF']);
  });

  test('fails for an identity that the caller does not expect', () => {
    const on = (subjectAltNames: readonly string[]): Kube =>
      rule('reviews', { trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL', subjectAltNames } } });
    expect(asked([...reviews.slice(0, 3), on(['spiffe://cluster.local/ns/default/sa/other'])])).toEqual(['1 503 UF']);
    expect(asked([...reviews.slice(0, 3), on(['spiffe://cluster.local/ns/default/sa/reviews'])])).toEqual([
      '1 cluster1/reviews-v1',
    ]);
  });
});

describe('TLS to a host out of the mesh that a DestinationRule asks for', () => {
  const bank = (resolution: string, protocol: string, more: object = {}): Kube =>
    istio('ServiceEntry', 'bank', {
      hosts: ['bank.example.com'],
      ports: [{ number: 443, name: 'it', protocol }],
      resolution,
      ...more,
    });
  const tls = istio('DestinationRule', 'bank', {
    host: 'bank.example.com',
    trafficPolicy: { tls: { mode: 'SIMPLE', sni: 'bank.example.com' } },
  });
  const called = (to: string, ...objects: readonly Kube[]): readonly string[] =>
    answers(meshOf({ cluster1: [web, ...objects] }), {}, to);

  test.each<[string, Kube]>([
    ['a name', bank('DNS', 'TLS')],
    ['an address', bank('STATIC', 'TLS', { endpoints: [{ address: '203.0.113.9' }] })],
    ['where the caller connects to', bank('NONE', 'TCP')],
  ])('fails for a caller that encrypts itself: %s', (_, entry) => {
    expect(called('https://bank.example.com', entry)).toEqual(['1 200']);
    expect(called('https://bank.example.com', entry, tls)).toEqual(['1 0']);
    expect(called('tcp://bank.example.com:443', entry, tls)).toEqual(['1 200']);
  });

  test('serves a caller that does not', () => {
    expect(called('http://bank.example.com:443/', bank('DNS', 'HTTP'), tls)).toEqual(['1 200']);
  });

  test('says what encrypts again, and where', () => {
    const mesh = meshOf({ cluster1: [web, bank('DNS', 'TLS'), tls] });
    const [outcome] = trace(mesh, { from: 'cluster1/web', to: 'https://bank.example.com' });
    expect([outcome?.reason, outcome?.hops.at(-1)?.object]).toEqual([
      'The caller encrypts the connection itself, and DestinationRule.networking.istio.io default/bank has its proxy encrypt it once more. Servers do not expect this.',
      'DestinationRule.networking.istio.io default/bank',
    ]);
  });
});

test('of ServiceEntries for one host, proxies that resolve it have the endpoints by number of the port, all others by its name', () => {
  const named = (name: string, port: string, address: string, resolution: string): Kube =>
    istio('ServiceEntry', name, {
      hosts: ['far.global'],
      location: 'MESH_INTERNAL',
      resolution,
      ports: [{ number: 9080, name: port, protocol: 'HTTP' }],
      endpoints: [{ address }],
    });
  const with2 = (resolution: string): readonly string[] =>
    asked(
      [web, named('a', 'http', '203.0.113.1', resolution), named('b', 'web', '203.0.113.2', resolution)],
      {},
      'http://far.global:9080/',
    );
  expect(with2('STATIC')).toEqual(['1 200']);
  expect(with2('DNS')).toEqual(['0.5 200', '0.5 200']);
});
