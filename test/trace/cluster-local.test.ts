/** @module Tests which services have no endpoints in other clusters, though clusters discover each other's. */
import { answers, deployment, type Kube, meshOf, policy, service } from '../support/traced';

const NEAR = ['1 cluster1/reviews-v1'];
const BOTH = ['0.5 cluster1/reviews-v1', '0.5 cluster2/reviews-v2'];

/** Where requests to reviews in a namespace go. */
function asked(config: object, own: Kube = service('reviews'), namespace = 'default'): readonly string[] {
  const placed = (object: Kube): Kube => ({ ...object, metadata: { ...Object(object['metadata']), namespace } });
  const near = [deployment('web', 'v1'), placed(deployment('reviews', 'v1')), placed(own)];
  const far = [placed(deployment('reviews', 'v2')), placed(service('reviews'))];
  const clusters = new Map([['cluster1', { config: JSON.stringify(config) }]]);
  const mesh = meshOf({ cluster1: near, cluster2: far }, { isConnected: true, clusters });
  return answers(mesh, {}, `http://reviews.${namespace}:9080/`);
}

const setting = (clusterLocal: boolean, ...hosts: readonly string[]): object => ({ settings: { clusterLocal }, hosts });
const settings = (clusterLocal: boolean, ...hosts: readonly string[]): object => ({
  serviceSettings: [setting(clusterLocal, ...hosts)],
});

test('services of kube-system are local, unless the MeshConfig says that they are not', () => {
  expect(asked({})).toEqual(BOTH);
  expect(asked({}, service('reviews'), 'kube-system')).toEqual(NEAR);
  const all = settings(false, '*.kube-system.svc.cluster.local');
  expect(asked(all, service('reviews'), 'kube-system')).toEqual(BOTH);
  const one = settings(false, 'other.kube-system.svc.cluster.local');
  expect(asked(one, service('reviews'), 'kube-system')).toEqual(BOTH);
});

test('the MeshConfig makes hosts local, by the most specific one', () => {
  const host = 'reviews.default.svc.cluster.local';
  expect(asked(settings(true, host))).toEqual(NEAR);
  expect(asked(settings(true, '*.default.svc.cluster.local'))).toEqual(NEAR);
  expect(asked(settings(true, 'ratings.default.svc.cluster.local'))).toEqual(BOTH);
  expect(asked({ serviceSettings: [setting(true, '*'), setting(false, host)] })).toEqual(BOTH);
});

test('istiod and the API server are local, under the address that proxies know', () => {
  const mesh = (name: string, namespace: string, config: object = {}): readonly string[] => {
    const far = [deployment(name, 'v1', {}, { namespace }), service(name, {}, {}, { namespace })];
    const facts = { isConnected: true, clusters: new Map([['cluster1', { config: JSON.stringify(config) }]]) };
    const near = [deployment('web', 'v1'), service(name, {}, {}, { namespace })];
    return answers(meshOf({ cluster1: near, cluster2: far }, facts), {}, `http://${name}.${namespace}:9080/`);
  };
  const other = { defaultConfig: { discoveryAddress: 'istiod-blue.istio-system.svc:15012' } };
  expect(mesh('kubernetes', 'default')).toEqual(['1 503 UH']);
  expect(mesh('istiod', 'istio-system')).toEqual(['1 503 UH']);
  expect(mesh('istiod', 'istio-system', other)).toEqual(['1 cluster2/istiod-v1']);
  expect(mesh('istiod-blue', 'istio-system', other)).toEqual(['1 503 UH']);
});

test('a Service with internalTrafficPolicy Local has the Pods of its cluster, which count as those of the same Node', () => {
  expect(asked({}, service('reviews', {}, { internalTrafficPolicy: 'Local' }))).toEqual(NEAR);
  expect(asked({}, service('reviews', {}, { internalTrafficPolicy: 'Cluster' }))).toEqual(BOTH);
});

test('whether a headless Service has mutual TLS depends on its Pods in all clusters, even if it is local', () => {
  const strict = policy('PeerAuthentication', 'all', { mtls: { mode: 'STRICT' } });
  const near = [deployment('web', 'v1'), deployment('reviews', 'v1'), strict];
  const config = JSON.stringify(settings(true, 'reviews.default.svc.cluster.local'));
  const sent = (inject: string): readonly string[] => {
    const labels = { app: 'reviews', version: 'v2', 'sidecar.istio.io/inject': inject };
    const clusters = {
      cluster1: [...near, service('reviews', {}, { clusterIP: 'None' })],
      cluster2: [deployment('reviews', 'v2', { labels }), service('reviews')],
    };
    return answers(meshOf(clusters, { isConnected: true, clusters: new Map([['cluster1', { config }]]) }));
  };
  expect(sent('true')).toEqual(NEAR);
  expect(sent('false')).toEqual(['1 503 UC']);
});
