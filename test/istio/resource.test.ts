/** @module What tells objects apart. */
import { effectiveNamespace, resourceId } from '../../lib/istio';

test('the id of an object contains its kind, API group, namespace and name', () => {
  const metadata = { name: 'reviews', namespace: 'default' };
  expect(resourceId({ apiVersion: 'v1', kind: 'Service', metadata })).toBe('Service default/reviews');
  expect(resourceId({ apiVersion: 'apps/v1', kind: 'Deployment', metadata })).toBe('Deployment.apps default/reviews');
  expect(resourceId({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } })).toBe('Namespace default');
});

test('Gateways of two API groups have two ids, and of two versions one id', () => {
  const id = (apiVersion: string): string => resourceId({ apiVersion, kind: 'Gateway', metadata: { name: 'gw' } });
  expect(id('gateway.networking.k8s.io/v1')).not.toBe(id('networking.istio.io/v1'));
  expect(id('networking.istio.io/v1beta1')).toBe(id('networking.istio.io/v1'));
});

test.each([undefined, '', 'default'])('an object with the namespace %j is in the default one', (namespace) => {
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'reviews', namespace } };
  expect(effectiveNamespace(service)).toBe('default');
  expect(resourceId(service)).toBe('Service default/reviews');
});

test.each([
  ['v1', 'Namespace'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
  ['apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition'],
  ['admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration'],
  ['gateway.networking.k8s.io/v1', 'GatewayClass'],
])('an object of %s %s is in no namespace, whatever it says', (apiVersion, kind) => {
  const [said, silent] = ['shop', undefined].map((namespace) => ({
    apiVersion,
    kind,
    metadata: { name: 'a', namespace },
  }));
  if (said === undefined || silent === undefined) throw new Error('there are two');
  expect(effectiveNamespace(said)).toBeUndefined();
  expect(resourceId(said)).toBe(resourceId(silent));
});

test('a kind of another group with the name of such a kind is in a namespace', () => {
  const metadata = { name: 'a' };
  expect(effectiveNamespace({ apiVersion: 'example.com/v1', kind: 'Namespace', metadata })).toBe('default');
});
