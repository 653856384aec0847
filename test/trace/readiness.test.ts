/** @module Tests which Pods of a running cluster get requests. */
import { answers, deployment, type Kube, meshOf, service } from '../support/traced';

const asked = (objects: readonly Kube[], spec: object = {}): readonly string[] =>
  answers(meshOf({ cluster1: [deployment('web', 'v1'), service('reviews', {}, spec), ...objects] }));
const v1 = deployment('reviews', 'v1');
const pod = (condition: object, metadata: object = {}): Kube => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'reviews-v1-5f-a', namespace: 'default', labels: { app: 'reviews' }, ...metadata },
  spec: { containers: [{ name: 'reviews', image: 'reviews' }] },
  status: { podIP: '10.0.0.1', conditions: [{ type: 'Ready', ...condition }] },
});
const ofSet = { ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'reviews-v1-5f' }] };

const NONE = ['1 503 UH'];
const ONE = ['1 cluster1/reviews-v1'];

test('a Deployment without ready Pods gets no requests, and others get them by how many are ready', () => {
  const v2 = { ...deployment('reviews', 'v2'), status: { replicas: 4, readyReplicas: 3 } };
  expect(asked([{ ...v1, status: { replicas: 1 } }])).toEqual(NONE);
  expect(asked([{ ...v1, status: { replicas: 1, readyReplicas: 0 } }, v2])).toEqual(['1 cluster1/reviews-v2']);
  expect(asked([v1, v2])).toEqual(['0.75 cluster1/reviews-v2', '0.25 cluster1/reviews-v1']);
});

test('all Pods of manifests that nobody has applied count as ready', () => {
  expect(asked([v1])).toEqual(ONE);
  expect(asked([{ ...v1, status: {} }])).toEqual(ONE);
});

test('a Service that publishes addresses which are not ready has them', () => {
  expect(asked([{ ...v1, status: { replicas: 1 } }], { publishNotReadyAddresses: true })).toEqual(ONE);
});

test('a Pod that is not ready, or about to end, gets no requests', () => {
  expect(asked([pod({ status: 'True' })])).toEqual(['1 cluster1/reviews-v1-5f-a']);
  expect(asked([pod({ status: 'False' })])).toEqual(NONE);
  expect(asked([pod({ status: 'True' }, { deletionTimestamp: '2026-01-01T00:00:00Z' })])).toEqual(NONE);
});

test('Pods tell for what creates them if it does not say', () => {
  expect(asked([v1, pod({ status: 'False' }, ofSet)])).toEqual(NONE);
  expect(asked([v1, pod({ status: 'True' }, ofSet)])).toEqual(ONE);
});
