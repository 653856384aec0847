/** @module Tests whether running Pods have a sidecar, whatever labels say now. */
import type { TracedMesh } from '../../lib/trace';
import { answers, deployment, type Kube, meshOf, policy, service } from '../support/traced';

const pod = (name: string, containers: readonly string[], phase = 'Running'): Kube => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: `web-v1-5f-${name}`,
    namespace: 'default',
    labels: { app: 'web' },
    ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-v1-5f' }],
  },
  spec: { containers: containers.map((each) => ({ name: each, image: each })) },
  status: { podIP: '10.0.0.1', phase, conditions: [{ type: 'Ready', status: 'True' }] },
});
const meshWith = (pods: readonly Kube[], enabled: 'enabled' | 'disabled' = 'enabled'): TracedMesh => {
  const namespace = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'default', labels: { 'istio-injection': enabled } },
  };
  const reviews: Kube = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'reviews-v1', namespace: 'default', labels: { app: 'reviews' } },
    spec: { containers: [{ name: 'istio-proxy', image: 'proxyv2' }] },
  };
  const strict = policy('PeerAuthentication', 'strict', { mtls: { mode: 'STRICT' } });
  return meshOf({ cluster1: [namespace, deployment('web', 'v1'), service('reviews'), reviews, strict, ...pods] });
};

const SERVED = ['1 cluster1/reviews-v1'];
const CLOSED = ['1 0'];
const [bare, full] = [['web'], ['web', 'istio-proxy']];

test('a Pod that was not restarted since its namespace asks for sidecars has none', () => {
  const mesh = meshWith([pod('a', bare)]);
  expect(answers(meshWith([]))).toEqual(SERVED);
  expect(answers(mesh)).toEqual(CLOSED);
  expect(mesh.assumptions).toEqual([
    'The Pods of Deployment.apps default/web-v1 in cluster "cluster1" run without a sidecar, but get one when they are restarted.',
  ]);
});

test('a Pod that was not restarted since its namespace refuses sidecars keeps its own', () => {
  expect(answers(meshWith([pod('a', full)], 'disabled'))).toEqual(SERVED);
  expect(answers(meshWith([], 'disabled'))).toEqual(CLOSED);
});

test('Pods that have ended, and a workload with Pods of both kinds, do not count', () => {
  expect(answers(meshWith([pod('a', bare, 'Failed')]))).toEqual(SERVED);
  expect(answers(meshWith([pod('a', bare), pod('b', full)]))).toEqual(SERVED);
});
