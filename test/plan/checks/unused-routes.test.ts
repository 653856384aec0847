/** @module Tests which routes nothing obeys. */
import { SniAddressing } from '../../../lib';
import { codesOf } from '../../support/issues';
import { threeClusters } from '../../support/meshes';

const v1 = [{ version: 'v1' }] as const;

test('the mistakes in a route that nothing calls are reported too', () => {
  const { mesh, cart } = threeClusters();
  cart.addRoute([{ to: v1 }]);
  const ads = mesh.addService('ads', { port: 80, versions: { v1: cart.clustersOf('v1') } });
  ads.addRoute([]);
  expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual(['MC038', 'MC014']);
});
