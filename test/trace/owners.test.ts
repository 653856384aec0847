/** @module Tests which objects stand for Pods, where some of them own others. */
import { answers, deployment, type Kube, meshOf, service } from '../support/traced';

const asked = (...objects: readonly Kube[]): readonly string[] =>
  answers(meshOf({ cluster1: [deployment('web', 'v1'), service('reviews'), ...objects] }));

/** An object of a kind with the Pods of a version, and its owner. */
const owned = (kind: string, name: string, owner: object, metadata: object = {}): Kube => ({
  ...deployment('reviews', 'v1'),
  kind,
  metadata: { name, namespace: 'default', ownerReferences: [owner], ...metadata },
});
const pod = (name: string, owner: object): Kube => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default', labels: { app: 'reviews', version: 'v1' }, ownerReferences: [owner] },
  spec: { containers: [{ name: 'reviews', image: 'reviews' }] },
});
const apps = (kind: string, name: string, uid?: string): object => ({
  apiVersion: 'apps/v1',
  kind,
  name,
  ...(uid !== undefined && { uid }),
});
const other = (apiVersion: string, kind: string, content: object = {}): Kube => ({
  apiVersion,
  kind,
  metadata: { name: 'reviews', namespace: 'default' },
  ...content,
});

const EVEN = ['0.5 cluster1/reviews-v1', '0.5 cluster1/reviews-v2'];
const replicaSet = owned('ReplicaSet', 'reviews-v1-5f', apps('Deployment', 'reviews-v1'));
const pods = [
  pod('reviews-v1-5f-a', apps('ReplicaSet', 'reviews-v1-5f')),
  pod('reviews-v1-5f-b', apps('ReplicaSet', 'reviews-v1-5f')),
];
const v1 = deployment('reviews', 'v1');
const v2 = deployment('reviews', 'v2');

test('a Deployment, its ReplicaSets and their Pods count once', () => {
  expect(asked(v1, replicaSet, ...pods, v2)).toEqual(EVEN);
  expect(asked(v1, ...pods, v2)).toEqual(EVEN);
});

test('an owner is known by its uid, and one with another uid is another object', () => {
  const made = deployment('reviews', 'v1', {}, { uid: '1' });
  expect(asked(made, owned('ReplicaSet', 'any', apps('Deployment', 'reviews-v1', '1')), v2)).toEqual(EVEN);
  const orphan = owned('ReplicaSet', 'orphan', apps('Deployment', 'reviews-v1', '2'));
  expect(asked(made, orphan)).toEqual(['0.5 cluster1/orphan', '0.5 cluster1/reviews-v1']);
});

test('a Deployment whose owner is not among the objects, or creates no Pods itself, is there', () => {
  const kafka = { apiVersion: 'kafka.strimzi.io/v1', kind: 'Kafka', name: 'reviews', uid: '1' };
  const made = owned('Deployment', 'reviews-v1', kafka);
  expect(asked(made)).toEqual(['1 cluster1/reviews-v1']);
  expect(asked(made, other('kafka.strimzi.io/v1', 'Kafka', { spec: {} }))).toEqual(['1 cluster1/reviews-v1']);
});

test('the ReplicaSets of a Rollout stand for its Pods if it is not among the objects', () => {
  const rollout = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'reviews' };
  const sets = [owned('ReplicaSet', 'reviews-5f', rollout), owned('ReplicaSet', 'reviews-6c', rollout)];
  const created = [pod('reviews-5f-a', apps('ReplicaSet', 'reviews-5f'))];
  expect(asked(...sets, ...created)).toEqual(['0.5 cluster1/reviews-5f', '0.5 cluster1/reviews-6c']);
  const { spec } = v1;
  expect(asked(other('argoproj.io/v1alpha1', 'Rollout', { spec }), ...sets, ...created)).toEqual([
    '1 cluster1/reviews',
  ]);
  // one that refers to a Deployment has no Pods of its own
  const referring = other('argoproj.io/v1alpha1', 'Rollout', { spec: { workloadRef: {} } });
  expect(asked(referring, ...sets)).toEqual(['0.5 cluster1/reviews-5f', '0.5 cluster1/reviews-6c']);
});

test('what a workload owns by way of other objects counts with it', () => {
  const service = { apiVersion: 'serving.knative.dev/v1', kind: 'Service', name: 'reviews' };
  const revision = { apiVersion: 'serving.knative.dev/v1', kind: 'Revision', name: 'reviews' };
  const { spec } = v1;
  const objects = [
    other('serving.knative.dev/v1', 'Service', { spec }),
    { ...other('serving.knative.dev/v1', 'Revision'), metadata: { name: 'reviews', ownerReferences: [service] } },
    owned('Deployment', 'reviews-deployment', revision),
  ];
  expect(asked(...objects)).toEqual(['1 cluster1/reviews']);
});

test('objects that own each other are not searched without end', () => {
  const objects = ['one', 'two'].map((name, index) =>
    owned('ReplicaSet', name, apps('ReplicaSet', index === 0 ? 'two' : 'one')),
  );
  expect(asked(...objects, v2)).toEqual(['1 cluster1/reviews-v2']);
});
