/** @module Tests that no matcher is satisfied with requests of which nothing is known. */
import { deployment, meshOf, service } from '../support/traced';
import '../../lib/testing';

jest.mock('../../lib/trace/outcomes', () => ({ outcomesOf: () => [] }));

const request = { from: 'cluster1/web', to: 'http://cart:9080/' };

test('requests without any outcome satisfy no matcher', () => {
  const mesh = meshOf({ cluster1: [service('cart'), deployment('web', 'v1'), deployment('cart', 'v1')] });
  expect(mesh).not.toServe(request);
  expect(mesh).not.toRefuse(request, 503);
  expect(mesh).not.toRoute(request, {});
});
