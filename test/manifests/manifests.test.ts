/** @module Objects of manifests: what they are called, and the Services and Pods among them. */
import { podsIn, readObject, servicesIn } from '../../lib/manifests';

test.each([
  ['Service default/web', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } }],
  ['Service shop/web', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'shop' } }],
  ['Namespace shop', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', namespace: 'other' } }],
  ['Deployment.apps default/web', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } }],
  ['Deployment.apps default/web', { apiVersion: 'apps/v1beta1', kind: 'Deployment', metadata: { name: 'web' } }],
])('an object is called %s', (id, json) => {
  expect(readObject(json, 'chart/web')).toMatchObject({ id, at: 'chart/web', json });
});

test('what is not an object of Kubernetes is read as one without a name', () => {
  const read = [undefined, null, 'text', [], { metadata: { name: 5 } }].map((value) => readObject(value, ''));
  expect(read.map(({ name }) => name)).toEqual(['', '', '', '', '']);
  expect([servicesIn(read), podsIn(read)]).toEqual([[], []]);
});

test('a Service has its selector, and its ports as Istio reads them', () => {
  const ports = [
    { name: 'http', port: 80, targetPort: 'web', appProtocol: 'kubernetes.io/h2c', nodePort: 30000 },
    { port: 53, protocol: 'UDP' },
    { name: 'wrong', port: '80' },
    null,
  ];
  const spec = { selector: { app: 'web' }, ports };
  const json = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec };
  const knative = { ...json, apiVersion: 'serving.knative.dev/v1' };
  const services = servicesIn([json, knative].map((each) => readObject(each, 'chart/web')));
  expect(services.map((each) => [each.id, each.selector, each.ports])).toEqual([
    [
      'Service default/web',
      { app: 'web' },
      [
        { name: 'http', port: 80, targetPort: 'web', appProtocol: 'kubernetes.io/h2c' },
        { port: 53, protocol: 'UDP' },
      ],
    ],
  ]);
});

test('whatever has a template of Pods makes Pods, and a Pod is one itself', () => {
  const containers = [{ ports: [{ name: 'web', containerPort: 8080 }, { containerPort: 9090 }] }, {}];
  const metadata = { name: 'web', labels: { app: 'web' } };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers, serviceAccountName: 'web' } };
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers, serviceAccount: 'old' } };
  const rollout = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata, spec: { template } };
  const bare = { ...rollout, spec: { template: { spec: { containers: [] } } } };
  const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata };
  const pods = podsIn([pod, rollout, bare, config].map((each) => readObject(each, '')));
  expect(pods.map((each) => [each.id, each.podLabels, each.serviceAccountName, [...each.containerPorts]])).toEqual([
    ['Pod default/web', { app: 'web' }, 'web', [['web', 8080]]],
    ['Rollout.argoproj.io default/web', { app: 'web' }, 'old', [['web', 8080]]],
    ['Rollout.argoproj.io default/web', {}, 'default', []],
  ]);
});
