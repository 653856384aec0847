/** @module Tests which endpoints requests go to if a service says which it prefers. */
import { answers, deployment, endpointSlice, istio, type Kube, meshOf, service } from '../support/traced';

const ANNOTATION = 'networking.istio.io/traffic-distribution';
const PREFERRED = ['1 cluster1/reviews-v1'];
const EVEN = ['0.5 cluster1/reviews-v1', '0.5 cluster2/reviews-v2'];

const annotated = (value: string): object => ({ annotations: { [ANNOTATION]: value } });

/** Where requests go if the clusters are in different places, or in the same one. */
function asked(own: Kube, others: readonly Kube[] = [], far = 'region1/zone2'): readonly string[] {
  const near = [deployment('web', 'v1'), deployment('reviews', 'v1'), own, ...others];
  const localities = { cluster1: 'region1/zone1', cluster2: far };
  return answers(
    meshOf(
      { cluster1: near, cluster2: [deployment('reviews', 'v2'), service('reviews')] },
      {
        isConnected: true,
        clusters: new Map(Object.entries(localities).map(([name, locality]) => [name, { locality }])),
      },
    ),
  );
}

test.each(['PreferClose', 'PreferSameZone', 'PreferSameNode'])(
  'a Service with trafficDistribution %s prefers endpoints in the zone of the caller, without outlier detection',
  (trafficDistribution) => {
    expect(asked(service('reviews', {}, { trafficDistribution }))).toEqual(PREFERRED);
  },
);

test('a Service without it prefers none', () => {
  expect(asked(service('reviews'))).toEqual(EVEN);
  expect(asked(service('reviews', {}, { trafficDistribution: 'Other' }))).toEqual(EVEN);
});

test('the Pods of a cluster count as those of one Node', () => {
  const inZone = (trafficDistribution: string): readonly string[] =>
    asked(service('reviews', {}, { trafficDistribution }), [], 'region1/zone1');
  expect(inZone('PreferSameZone')).toEqual(EVEN);
  expect(inZone('PreferSameNode')).toEqual(PREFERRED);
});

test('an address of an EndpointSlice is on no Node if Istio does not know its Pod', () => {
  const slice = endpointSlice('reviews', { endpoints: [{ addresses: ['10.1.2.3', '203.0.113.9'] }] });
  const pod = (namespace: string): Kube => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'alone', namespace },
    spec: { containers: [{ name: 'app' }] },
    status: { podIP: '10.1.2.3' },
  });
  const own = service('reviews', {}, { trafficDistribution: 'PreferSameNode', selector: undefined });
  const answered = (namespace: string): readonly string[] =>
    answers(meshOf({ cluster1: [deployment('web', 'v1'), own, slice, pod(namespace)] }));
  expect(answered('default')).toEqual(['1 cluster1/alone']);
  expect(answered('other')).toEqual(['0.5 200', '0.5 cluster1/alone']);
});

test('an annotation says the same, of the Service before that of its Namespace', () => {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default', ...annotated('preferclose') } };
  expect(asked(service('reviews', {}, {}, annotated('prefersamezone')))).toEqual(PREFERRED);
  const injected = { ...namespace, metadata: { ...namespace.metadata, labels: { 'istio-injection': 'enabled' } } };
  expect(asked(service('reviews'), [injected])).toEqual(PREFERRED);
  expect(asked(service('reviews', {}, {}, annotated('other')), [injected])).toEqual(EVEN);
});

test('the localityLbSetting of a DestinationRule counts before it', () => {
  const rule = istio('DestinationRule', 'reviews', {
    host: 'reviews',
    trafficPolicy: { loadBalancer: { localityLbSetting: { enabled: false } } },
  });
  expect(asked(service('reviews', {}, { trafficDistribution: 'PreferClose' }), [rule])).toEqual(EVEN);
});

test('a ServiceEntry prefers some by its annotation', () => {
  const spec = {
    hosts: ['far.global'],
    location: 'MESH_INTERNAL',
    resolution: 'STATIC',
    ports: [{ number: 9080, name: 'http', protocol: 'HTTP' }],
    workloadSelector: { labels: { app: 'reviews' } },
  };
  const placed = (version: string, zone: string): Kube =>
    deployment('reviews', version, { labels: { app: 'reviews', 'istio-locality': `region1.${zone}` } });
  const mesh = (metadata: object): readonly string[] => {
    const entry = istio('ServiceEntry', 'far', spec, metadata);
    const objects = [deployment('web', 'v1'), placed('v1', 'zone1'), placed('v2', 'zone2'), entry];
    const clusters = new Map([['cluster1', { locality: 'region1/zone1' }]]);
    return answers(meshOf({ cluster1: objects }, { clusters }), {}, 'http://far.global:9080/');
  };
  expect(mesh({})).toEqual(['0.5 cluster1/reviews-v1', '0.5 cluster1/reviews-v2']);
  expect(mesh(annotated('PreferClose'))).toEqual(PREFERRED);
});
