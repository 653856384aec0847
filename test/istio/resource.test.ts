/** @module Tests the ids that tell Kubernetes objects apart. */
import { resourceId } from '../../lib/istio';

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
