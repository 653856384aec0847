/** @module Tests what Istio's own configuration of a cluster changes. */
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

test('identities have its trust domain, which policies may call cluster.local', () => {
  const allow = (principal: string): Kube =>
    policy('AuthorizationPolicy', 'reviews', { rules: [{ from: [{ source: { principals: [principal] } }] }] });
  const shop = config('trustDomain: shop.example');
  expect(asked([shop, allow('shop.example/ns/default/sa/web')])).toEqual(['1 cluster1/reviews-v1']);
  expect(asked([shop, allow('cluster.local/ns/default/sa/web')])).toEqual(['1 cluster1/reviews-v1']);
  expect(asked([allow('shop.example/ns/default/sa/web')])).toEqual(['1 403']);
});
