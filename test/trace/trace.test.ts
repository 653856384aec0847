/** @module Tests that a request is followed from its caller through both clusters. */
import { trace } from '../../lib/trace';
import { answers, deployment, istio, type Kube, meshOf, passing, service } from '../support/traced';

const far = (subset: string): object => ({
  tls: { mode: 'ISTIO_MUTUAL', sni: `outbound_.9080_.${subset}_.reviews.default.svc.cluster.local` },
});

const cluster1: readonly Kube[] = [
  service('reviews'),
  deployment('web', 'v1'),
  deployment('reviews', 'v1'),
  istio('ServiceEntry', 'reviews', {
    hosts: ['reviews.default.global'],
    location: 'MESH_INTERNAL',
    resolution: 'STATIC',
    ports: [{ number: 9080, name: 'http', protocol: 'HTTP' }],
    endpoints: [{ address: '192.0.2.2', ports: { http: 15443 }, labels: { cluster: 'cluster2' } }],
  }),
  istio('DestinationRule', 'reviews-global', {
    host: 'reviews.default.global',
    subsets: ['v2', 'v3'].map((name) => ({ name, labels: { cluster: 'cluster2' }, trafficPolicy: far(name) })),
  }),
  istio('DestinationRule', 'reviews', { host: 'reviews', subsets: [{ name: 'v1', labels: { version: 'v1' } }] }),
  istio('VirtualService', 'reviews', {
    hosts: ['reviews'],
    http: [
      {
        match: [{ headers: { 'end-user': { exact: 'jason' } } }],
        route: [
          { destination: { host: 'reviews.default.global', subset: 'v2' }, weight: 50 },
          { destination: { host: 'reviews.default.global', subset: 'v3' }, weight: 50 },
        ],
      },
      { route: [{ destination: { host: 'reviews', subset: 'v1' } }] },
    ],
  }),
];

const gateway = passing('mesh', 'default/reviews.default.svc.cluster.local');

const subsets = (...names: readonly string[]): Kube =>
  istio('DestinationRule', 'reviews', {
    host: 'reviews',
    subsets: names.map((name) => ({ name, labels: { version: name } })),
  });

const cluster2: readonly Kube[] = [
  service('reviews'),
  deployment('reviews', 'v2'),
  deployment('reviews', 'v3'),
  subsets('v1', 'v2', 'v3'),
  gateway,
];

const jason = { 'end-user': 'jason' };

test('a request goes where its rule says, in the caller’s cluster and through the gateway of another', () => {
  const mesh = meshOf({ cluster1, cluster2 });
  expect(answers(mesh, jason)).toEqual(['0.5 cluster2/reviews-v2', '0.5 cluster2/reviews-v3']);
  expect(answers(mesh)).toEqual(['1 cluster1/reviews-v1']);
});

test('each hop names the object that decides, in the cluster where it does', () => {
  const [outcome] = trace(meshOf({ cluster1, cluster2 }), {
    from: 'cluster1/web',
    to: 'http://reviews:9080/',
    headers: jason,
  });
  expect(outcome?.hops.map(({ cluster, kind, text, object }) => [cluster, kind, text, object])).toEqual([
    ['cluster1', 'caller', 'web-v1', 'Deployment.apps default/web-v1'],
    [
      'cluster1',
      'virtual host',
      'reviews.default.svc.cluster.local',
      'VirtualService.networking.istio.io default/reviews',
    ],
    ['cluster1', 'rule', 'rule 1, match 1', 'VirtualService.networking.istio.io default/reviews'],
    ['cluster1', 'rule', 'weight 50 of 100', 'VirtualService.networking.istio.io default/reviews'],
    [
      'cluster1',
      'destination',
      'reviews.default.global:9080, subset v2',
      'DestinationRule.networking.istio.io default/reviews-global',
    ],
    ['cluster1', 'endpoint', '192.0.2.2:15443', 'ServiceEntry.networking.istio.io default/reviews'],
    [
      'cluster1',
      'tls',
      'mutual TLS of Istio, server name outbound_.9080_.v2_.reviews.default.svc.cluster.local',
      'DestinationRule.networking.istio.io default/reviews-global',
    ],
    ['cluster2', 'gateway', 'istio-eastwestgateway, port 15443, assumed to be there', undefined],
    [
      'cluster2',
      'gateway',
      'filter chain for outbound_.9080_.v2_.reviews.default.svc.cluster.local',
      'Gateway.networking.istio.io istio-system/mesh',
    ],
    [
      'cluster2',
      'destination',
      'reviews.default.svc.cluster.local:9080, subset v2',
      'DestinationRule.networking.istio.io default/reviews',
    ],
    ['cluster2', 'endpoint', 'Pods of reviews-v2, port 9080', 'Deployment.apps default/reviews-v2'],
    ['cluster2', 'workload', 'reviews-v2, version v2', 'Deployment.apps default/reviews-v2'],
  ]);
});

test.each<[string, readonly Kube[], string]>([
  [
    'declares no such subset',
    [service('reviews'), deployment('reviews', 'v2'), deployment('reviews', 'v3'), gateway, subsets('v3')],
    'The gateway of cluster cluster2 has no filter chain for outbound_.9080_.v2_.reviews.default.svc.cluster.local. No DestinationRule there declares subset v2 of reviews.default.svc.cluster.local.',
  ],
  [
    'has no Gateway',
    [service('reviews'), deployment('reviews', 'v2'), subsets('v2')],
    'No Gateway of cluster cluster2 passes connections at port 15443 through.',
  ],
  [
    'has no such Service',
    [deployment('reviews', 'v2'), gateway],
    'The gateway of cluster cluster2 has no filter chain for outbound_.9080_.v2_.reviews.default.svc.cluster.local. Cluster cluster2 does not know the host reviews.default.svc.cluster.local.',
  ],
])('a request fails with 503 UF where the other cluster %s', (_, objects, reason) => {
  const [first, ...others] = trace(meshOf({ cluster1, cluster2: objects }), {
    from: 'cluster1/web',
    to: 'http://reviews:9080/',
    headers: jason,
  });
  expect(first).toMatchObject({ status: 503, flag: 'UF', reason });
  expect(others).toHaveLength(1);
});

test('outcomes are sorted by probability, then cluster, then workload', () => {
  const near = [...cluster1, deployment('reviews', 'v9')].filter(({ kind }) => kind !== 'VirtualService');
  const sendingTo = (...weights: readonly (readonly [number, string, string?])[]): readonly string[] => {
    const route = weights.map(([weight, subset, host = 'reviews.default.global']) => ({
      destination: { host, subset },
      weight,
    }));
    const rules = istio('VirtualService', 'reviews', { hosts: ['reviews'], http: [{ route }] });
    const v9 = istio('DestinationRule', 'v9', {
      host: 'reviews',
      subsets: [{ name: 'v9', labels: { version: 'v9' } }],
    });
    return answers(meshOf({ cluster1: [...near, v9, rules], cluster2 }));
  };
  // both names of workloads, and the order in the rule, would have it the other way round
  expect(sendingTo([1, 'v3'], [1, 'v2'], [1, 'v9', 'reviews'])).toEqual([
    '0.3333 cluster1/reviews-v9',
    '0.3333 cluster2/reviews-v2',
    '0.3333 cluster2/reviews-v3',
  ]);
  expect(sendingTo([1, 'v9', 'reviews'], [3, 'v3'])).toEqual(['0.75 cluster2/reviews-v3', '0.25 cluster1/reviews-v9']);
});
