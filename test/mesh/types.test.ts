/** @module What does not compile; `npm run typecheck` fails when one of the errors expected here does not come. */
import { type IMeshService, type MeshService, Mesh, SniAddressing, StringMatch } from '../../lib';
import { codesOf } from '../support/issues';
import { shop } from '../support/meshes';

test('versions belong to the type of a service: it cannot be widened or narrowed', () => {
  const { cart } = shop();
  // @ts-expect-error a service of two versions is none of three
  const wider: MeshService<'v1' | 'v2' | 'v3'> = cart;
  // @ts-expect-error nor of one
  const narrower: MeshService<'v1'> = cart;
  const any: IMeshService = cart;
  expect([wider, narrower]).toEqual([any, any]);
});

test('a route to an undeclared version does not compile, also when its rules are built apart', () => {
  const { mesh, cart } = shop();
  const rules = [{ to: [{ version: 'v9' }] }];
  // @ts-expect-error v9 is any string here
  cart.addRoute(rules);
  expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual(['MC008']);
});

test('an undeclared cluster or service does not compile', () => {
  const { mesh } = shop();
  const plan = mesh.plan(new SniAddressing());
  // @ts-expect-error clusters are passed as values
  expect(codesOf(() => plan.for('east'))).toEqual(['MC009']);
  // @ts-expect-error services are passed as values
  expect(codesOf(() => plan.clusters[0]?.of('cart'))).toEqual(['MC009']);
});

test('a comparison is made by its factories only', () => {
  // @ts-expect-error the constructor is private
  expect(new StringMatch('exact', 'jason')).toEqual(StringMatch.exact('jason'));
});

test('a port, and a place for each version, must be given', () => {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east');
  // @ts-expect-error the port is missing
  mesh.addService('web', { versions: { v1: [east] } });
  expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual(['MC020']);
});
