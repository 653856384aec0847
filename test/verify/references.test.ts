/** @module What VirtualServices of users refer to must exist and be visible. */
import { GatewayAddress, Mesh, type MeshPlan, type MeshProps, SniAddressing } from '../../lib';
import { issuesOfWriting, saidOfWriting } from '../support/written';

/** An ingress gateway in east calls cart, which runs in west, and web calls it too. */
function planned(props: MeshProps = {}): MeshPlan {
  const mesh = new Mesh('shop', props);
  const east = mesh.addCluster('east', { gateway: GatewayAddress.parse('192.0.2.1') });
  const west = mesh.addCluster('west', { gateway: GatewayAddress.parse('192.0.2.2') });
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  const cart = mesh.addService('cart', { port: 8080, versions: { v1: [west], v2: [west] } });
  const ingress = mesh.addIngressGateway('ingress', { clusters: [east], serviceAccountName: 'ingress' });
  for (const caller of [ingress, web]) caller.calls(cart);
  ingress.calls(web);
  cart.addRoute([{ to: [{ version: 'v1' }] }]);
  return mesh.plan(new SniAddressing());
}

/** The VirtualService of a gateway's owner. */
function owner(rule: object, namespace = 'default'): object {
  const spec = { hosts: ['shop.example.com'], gateways: ['istio-system/ingress'], http: [rule] };
  return { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'shop', namespace }, spec };
}

const delegate = (name: string, namespace?: string): object => ({
  delegate: { name, ...(namespace && { namespace }) },
});
const OWNER = 'VirtualService.networking.istio.io default/shop in cluster "east"';

test('delegates and subsets that are there have no issues', () => {
  for (const rule of [
    delegate('cart-ingress'),
    delegate('cart-ingress', 'default'),
    // others may have these
    delegate('basket'),
    delegate('cart-ingres', 'other'),
    { route: [{ destination: { host: 'cart.default.global', subset: 'v1' } }] },
    { route: [{ destination: { host: 'other', subset: 'v9' } }] },
  ])
    expect(saidOfWriting(planned(), { east: [owner(rule)] })).toEqual([]);
  expect(saidOfWriting(planned(), { east: [owner(delegate('cart-ingress', 'default'), 'istio-system')] })).toEqual([]);
});

test.each<[string, string, object]>([
  [
    'MC146',
    `${OWNER} must delegate to rules that the plan has, but it has no VirtualService default/cart-ingres.`,
    delegate('cart-ingres'),
  ],
  [
    'MC146',
    `${OWNER} must delegate to rules that the plan has, but it has no VirtualService default/web-ingress.`,
    delegate('web-ingress'),
  ],
  [
    'MC146',
    `${OWNER} must delegate to a VirtualService without hosts, but VirtualService.networking.istio.io default/cart has hosts.`,
    delegate('cart'),
  ],
  [
    'MC148',
    `${OWNER} must send requests to a subset that host "cart.default.global" has, but names "v9".`,
    { route: [{ destination: { host: 'cart.default.global', subset: 'v9' } }] },
  ],
])('fails with %s: %s', (code, what, rule) => {
  expect(saidOfWriting(planned(), { east: [owner(rule)] })).toEqual([[code, what]]);
});

test('suggests the name that is probably meant', () => {
  for (const name of ['cart-ingres', 'cart'])
    expect(issuesOfWriting(planned(), { east: [owner(delegate(name))] })).toMatchObject([
      { fix: expect.stringMatching(/^Did you mean "cart-ingress"\? /) as unknown },
    ]);
  expect(issuesOfWriting(planned(), { east: [owner(delegate('web-ingress'))] })).toMatchObject([
    { fix: 'Send the requests to the Service "web", or declare that an ingress gateway in the cluster calls it.' },
  ]);
});

test('a delegate without namespace is looked for in the namespace of the VirtualService', () => {
  const at = (name: string, namespace?: string): object => owner(delegate(name, namespace), 'istio-system');
  // a namespace that is written may have such rules, which others make
  for (const object of [at('cart-ingress', 'default'), at('cart-ingress', 'staging'), at('basket')])
    expect(saidOfWriting(planned(), { east: [object] })).toEqual([]);
  const made = { metadata: { name: 'cart-ingress', namespace: 'istio-system' }, spec: { http: [{ route: [] }] } };
  const there = { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', ...made };
  expect(saidOfWriting(planned(), { east: [at('cart-ingress'), there] })).toEqual([]);
  expect(issuesOfWriting(planned(), { east: [at('cart-ingress')] })).toMatchObject([
    {
      code: 'MC146',
      what: 'VirtualService.networking.istio.io istio-system/shop in cluster "east" must delegate to rules that the plan has, but it has no VirtualService istio-system/cart-ingress.',
      fix: 'Write namespace: "default".',
    },
  ]);
});

test('fails with MC147 if the namespace of the VirtualService does not see the rules', () => {
  const plan = planned({ leastPrivilege: true });
  expect(saidOfWriting(plan, { east: [owner(delegate('cart-ingress'))] })).toEqual([]);
  const said = saidOfWriting(plan, { east: [owner(delegate('cart-ingress', 'default'), 'shops')] });
  expect(said.map(([code]) => code)).toEqual(['MC147']);
  expect(said[0]?.[1]).toMatch(
    /^VirtualService.networking.istio.io shops\/shop in cluster "east" must see VirtualService.networking.istio.io default\/cart-ingress, to which it delegates, but only .* sees it\.$/,
  );
});

test('a delegate in another namespace of the mesh is none of somebody else', () => {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east', { gateway: GatewayAddress.parse('192.0.2.1') });
  const cart = mesh.addService('cart', { port: 8080, versions: { v1: [east] }, namespace: 'carts' });
  mesh.addService('web', { port: 80, versions: { v1: [east] }, namespace: 'front' });
  mesh.addIngressGateway('ingress', { clusters: [east], serviceAccountName: 'ingress' }).calls(cart);
  cart.addRoute([{ to: [{ version: 'v1' }] }]);
  const plan = mesh.plan(new SniAddressing());
  const issues = (name: string, namespace: string): readonly (readonly [string, string])[] =>
    issuesOfWriting(plan, { east: [owner(delegate(name, namespace), 'istio-system')] }).map(({ code, fix }) => [
      code,
      fix,
    ]);
  expect(issues('cart-ingress', 'carts')).toEqual([]);
  expect(issues('cart-ingress', 'elsewhere')).toEqual([]);
  // a namespace of the mesh, a misspelling, and the name of a service in place of its namespace
  for (const namespace of ['front', 'cart', 'web'])
    expect(issues('cart-ingress', namespace)).toEqual([['MC146', 'Write namespace: "carts".']]);
  expect(issues('cart-ingres', 'carts')).toEqual([['MC146', 'Did you mean "cart-ingress"? Correct the name.']]);
});
