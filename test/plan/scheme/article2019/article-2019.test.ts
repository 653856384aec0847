/** @module Tests the errors and the warning of Article2019. test/apps compares its objects with the article. */
import { Article2019, GatewayAddress, Mesh } from '../../../../lib';
import { codesOf, issuesOf } from '../../../support/issues';
import { shop } from '../../../support/meshes';

function routedShop(): ReturnType<typeof shop> {
  const described = shop();
  described.cart.addRoute([{ to: [{ version: 'v2' }] }]);
  return described;
}

test.each([
  ['MC024', '10.0.0.3'],
  ['MC024', '239.255.255.255'],
  ['MC024', '240.0.0.300'],
  ['MC024', '2001:db8::7'],
  ['MC025', '240.240.0.1'],
])('fails with %s for VIP %s', (code, vip) => {
  const { mesh, cart } = routedShop();
  expect(issuesOf(() => mesh.plan(new Article2019({ vips: new Map([[cart, vip]]) })))).toEqual([
    expect.objectContaining({ code, got: JSON.stringify(vip) }),
  ]);
});

test('fails with MC026 for two services with the same VIP', () => {
  const { mesh, web, cart } = routedShop();
  const vips = new Map([web, cart].map((service) => [service, '240.0.0.3']));
  expect(codesOf(() => mesh.plan(new Article2019({ vips })))).toEqual(['MC026']);
});

test('fails with MC027 for a service without a VIP that is called across clusters', () => {
  expect(codesOf(() => routedShop().mesh.plan(new Article2019({ vips: new Map() })))).toEqual(['MC027']);
});

test('fails with MC009 for a VIP of a service of another mesh', () => {
  const { mesh, cart } = routedShop();
  const vips = new Map([cart, routedShop().cart].map((service, index) => [service, `240.0.0.${index}`]));
  expect(codesOf(() => mesh.plan(new Article2019({ vips })))).toEqual(['MC009']);
});

test('fails with MC029 for a version that is spread over the caller’s cluster and another, or in several other clusters', () => {
  const mesh = new Mesh('shop');
  const [a, b, c] = ['a', 'b', 'c'].map((name, n) =>
    mesh.addCluster(name, { gateway: GatewayAddress.parse(`192.0.2.${n}`) }),
  );
  if (a === undefined || b === undefined || c === undefined) throw new Error('three clusters were added');
  const web = mesh.addService('web', { port: 80, versions: { v1: [a] } });
  const cart = mesh.addService('cart', { port: 80, versions: { v1: [a, b], v2: [b, c] }, distribution: 'spread' });
  web.calls(cart);
  cart.addRoute([{ to: [{ version: 'v1' }, { version: 'v2' }] }]);
  const issues = issuesOf(() => mesh.plan(new Article2019({ vips: new Map([[cart, '240.0.0.3']]) })));
  expect(issues.map(({ code, got }) => [code, got])).toEqual([
    ['MC029', '[Cluster "a", Cluster "b"]'],
    ['MC029', '[Cluster "b", Cluster "c"]'],
  ]);
});

test('a namespace other than default is written', () => {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east');
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] }, namespace: 'front' });
  web.addRoute([{ to: [{ version: 'v1' }] }]);
  const { workloads, virtualService } = mesh
    .plan(new Article2019({ vips: new Map() }))
    .for(east)
    .of(web);
  const objects = [workloads?.service, workloads?.deployments[0]?.resource, virtualService];
  expect(objects.map((object) => object?.metadata.namespace)).toEqual(['front', 'front', 'front']);
});

test('a warning names the scheme for today’s Istio', () => {
  const { mesh, cart } = routedShop();
  const [plan] = mesh.plan(new Article2019({ vips: new Map([[cart, '240.0.0.3']]) })).clusters;
  expect(plan?.warnings.join()).toMatch(/today's Istio answers with 503: use SniAddressing/);
});
