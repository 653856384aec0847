/** @module Tests what differs between minor releases of Istio. */
import type { IstioMinor, MeshFacts } from '../../lib/trace';
import { answers, deployment, istio, type Kube, meshOf, service } from '../support/traced';

const base: readonly Kube[] = [service('reviews'), deployment('web', 'v1'), deployment('reviews', 'v1')];
const of = (minor?: IstioMinor): MeshFacts => ({
  clusters: new Map([['cluster1', { locality: 'a', ...(minor !== undefined && { istio: minor }) }]]),
});

/** A rule for a host that the callers' Sidecar lists, and excludes. */
const excluding: readonly Kube[] = [
  ...base,
  istio('VirtualService', 'reviews', { hosts: ['reviews'], http: [{ directResponse: { status: 418 } }] }),
  istio('Sidecar', 'own', { egress: [{ hosts: ['*/*', '~default/*'] }] }),
];

test('hosts of a Sidecar with ~ exclude others in 1.31, and name nothing in 1.30', () => {
  const asked = (minor?: IstioMinor): readonly string[] => answers(meshOf({ cluster1: excluding }, of(minor)));
  expect(asked()).toEqual(['1 cluster1/reviews-v1']);
  expect(asked('1.31')).toEqual(['1 cluster1/reviews-v1']);
  expect(asked('1.30')).toEqual(['1 418']);
});

test('a defaultTrafficPolicy counts in 1.31 only', () => {
  const config = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'istio', namespace: 'istio-system' },
    data: { mesh: 'defaultTrafficPolicy: { outlierDetection: {} }' },
  };
  const placed = (version: string, place: string): Kube =>
    deployment('cart', version, { labels: { app: 'cart', version, 'istio-locality': place } });
  const named = istio('ServiceEntry', 'cart', {
    hosts: ['cart.global'],
    location: 'MESH_INTERNAL',
    resolution: 'DNS',
    ports: [{ number: 9080, name: 'http', protocol: 'HTTP' }],
    endpoints: ['a', 'b'].map((locality) => ({ address: `${locality}.default.svc.cluster.local`, locality })),
  });
  const services = ['v1', 'v2'].map((version, index) =>
    service(index === 0 ? 'a' : 'b', {}, { selector: { app: 'cart', version } }),
  );
  const objects = [...base, config, placed('v1', 'a'), placed('v2', 'b'), ...services, named];
  const asked = (minor?: IstioMinor): readonly string[] =>
    answers(meshOf({ cluster1: objects }, of(minor)), {}, 'http://cart.global:9080/');
  expect(asked()).toEqual(['1 cluster1/cart-v1']);
  expect(asked('1.30')).toEqual(['0.5 cluster1/cart-v1', '0.5 cluster1/cart-v2']);
});

test('each cluster has a release of its own, as in an upgrade', () => {
  const clusters = new Map([['cluster2', { istio: '1.30' as const }]]);
  const mesh = meshOf({ cluster1: excluding, cluster2: excluding }, { clusters });
  expect(answers(mesh, {}, 'http://reviews:9080/', 'cluster1/web')).toEqual(['1 cluster1/reviews-v1']);
  expect(answers(mesh, {}, 'http://reviews:9080/', 'cluster2/web')).toEqual(['1 418']);
});
