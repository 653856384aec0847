/** @module Tests that what is wrong with the order of rules is reported beside what could not be read elsewhere. */
import { type Cluster, GatewayAddress, Mesh, type MeshService, SniAddressing, StringMatch } from '../../../lib';
import { codesOf } from '../../support/issues';

const v1 = [{ version: 'v1' }] as const;
const jason = { headers: { 'end-user': StringMatch.exact('jason') } };

interface Shop {
  readonly mesh: Mesh;
  readonly east: Cluster;
  readonly web: MeshService<'v1'>;
  /** v2 is placed by a name, which is MC009. */
  readonly cart: MeshService<'v1'>;
}

function shopWithBadPlace(): Shop {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east', { gateway: GatewayAddress.parse('192.0.2.1') });
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  const versions: Readonly<Record<string, [Cluster]>> = JSON.parse('{ "v2": ["east"] }');
  const cart = mesh.addService('cart', { port: 80, versions: { v1: [east], ...versions } });
  return { mesh, east, web, cart };
}

test.each([
  ['MC015', [{ match: [jason], to: v1 }]],
  ['MC016', [{ to: v1 }, { to: v1 }]],
  ['MC041', [{ match: [jason, jason], to: v1 }, { to: v1 }]],
] as const)('%s is reported beside a place that could not be read', (code, rules) => {
  const { mesh, web, cart } = shopWithBadPlace();
  web.calls(cart);
  cart.addRoute(rules);
  expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual(['MC009', code]);
});

test('MC038 is reported beside a place that could not be read', () => {
  const { mesh, web, cart } = shopWithBadPlace();
  cart.calls(web);
  cart.addRoute([{ to: v1 }]);
  expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual(['MC009', 'MC038']);
});

test('a rule that is hidden from everyone is reported where it is not known who calls; what depends on that is not', () => {
  const { mesh, east, web, cart } = shopWithBadPlace();
  const west = mesh.addCluster('west');
  // cart calls from clusters that could not be read
  cart.calls(web);
  web.addRoute([
    { from: [west], match: [jason, jason], to: v1 },
    { from: [east], to: v1 },
  ]);
  expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual(['MC009', 'MC041']);
});

test('the order of rules, and a cluster without a gateway, are reported beside ports that could not be read', () => {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east', { gateway: GatewayAddress.parse('192.0.2.1') });
  const west = mesh.addCluster('west');
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  const cart = mesh.addService('cart', { port: 0, versions: { v1: [west] } });
  web.calls(cart);
  cart.addRoute([{ match: [jason, jason], to: v1 }, { to: v1 }, { to: v1 }]);
  expect(codesOf(() => mesh.plan(new SniAddressing())).toSorted()).toEqual(['MC016', 'MC020', 'MC023', 'MC041']);
  // which ports a rule is for is not known
  const other = new Mesh('shop');
  const shop = other.addService('cart', { port: 0, versions: { v1: [other.addCluster('east')] } });
  shop.addRoute([{ match: [{ port: 80 }], to: v1 }, { match: [{ port: 80 }], to: v1 }, { to: v1 }]);
  expect(codesOf(() => other.plan(new SniAddressing()))).toEqual(['MC020']);
});
