/**
 * @module Tests that conditions on callers, and on the authority that they send, can hold. Istio gives a rule only to sidecars that
 * meet the conditions on the caller, so its generator shows that others never get it. `test/e2e/scenarios/rules/` shows conditions
 * that hold.
 */
import { Mesh, type HttpMatch, type MeshService, SniAddressing, StringMatch } from '../../../lib';
import { issuesOf } from '../../support/issues';

/** web calls cart at its port, and so does an ingress gateway if wanted. */
function described(port = 8080, isIngressCaller = false) {
  const mesh = new Mesh('shop');
  const [east, west] = [mesh.addCluster('east'), mesh.addCluster('west')];
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  const cart = mesh.addService('cart', { port, versions: { v1: [east] } });
  web.calls(cart);
  if (isIngressCaller)
    mesh.addIngressGateway('ingress', { clusters: [east], serviceAccountName: 'ingress' }).calls(cart);
  return { mesh, east, west, web, cart };
}

/** What is said of a rule for requests that match. */
function saysOf(
  { mesh, cart }: { readonly mesh: Mesh; readonly cart: MeshService<'v1'> },
  ...match: readonly HttpMatch[]
): readonly string[] {
  cart.addRoute([{ match, timeout: '1s' }, {}]);
  return issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, what, fix }) => `${code} ${what} ${fix}`);
}

test('fails with MC163 for a namespace without callers, and names the one that was probably meant', () => {
  expect(saysOf(described(), { sourceNamespace: 'defualt' })).toEqual([
    'MC163 "sourceNamespace" of rule 1 for "cart" must be the namespace of a caller, but is "defualt". Did you mean "default"? Callers of "cart" are in "default".',
  ]);
  expect(saysOf(described(), { sourceNamespace: 'default' })).toEqual([]);
});

test('fails with MC163 for labels that no caller has, in each alternative', () => {
  const match = [{ uri: StringMatch.prefix('/a') }, { sourceLabels: { app: 'weeb' } }] as const;
  expect(saysOf(described(), ...match)).toEqual([
    'MC163 "sourceLabels" of match 2 of rule 1 for "cart" must be labels of a caller, but no caller of "cart" has app: weeb. Did you mean "web"? Write what a caller has, or declare the call with calls().',
  ]);
  expect(saysOf(described(), { sourceLabels: { version: 'v2' } })).toHaveLength(1);
});

test.each<[string, HttpMatch]>([
  ['labels of a generated caller', { sourceLabels: { app: 'web', version: 'v1' } }],
  ['a label that a patch may have added', { sourceLabels: { team: 'a' } }],
])('nothing is said about %s', (_, match) => {
  expect(saysOf(described(), match)).toEqual([]);
});

test('nothing is said about labels that are not known: of existing workloads, gateways, and callers without labels', () => {
  const existing = described();
  const versions = { v1: [existing.east] } as const;
  const props = { port: 80, versions, workloads: 'existing', serviceAccountName: 'old' } as const;
  existing.mesh.addService('old', props).calls(existing.cart);
  expect(saysOf(existing, { sourceLabels: { app: 'legacy' } })).toEqual([]);
  expect(saysOf(described(8080, true), { sourceLabels: { app: 'gateway' } })).toEqual([]);
  const unlabelled = described();
  const account = { clusters: [unlabelled.east], serviceAccountName: 'reports' } as const;
  unlabelled.mesh.addCaller('reports', account).calls(unlabelled.cart);
  expect(saysOf(unlabelled, { sourceLabels: { app: 'reports' } })).toEqual([]);
});

test('the labels of a caller that addCaller added are known if they are given', () => {
  const reporting = (): ReturnType<typeof described> => {
    const shop = described();
    const props = { clusters: [shop.east], serviceAccountName: 'reports', namespace: 'batch' } as const;
    shop.mesh.addCaller('reports', { ...props, labels: { app: 'reports' } }).calls(shop.cart);
    return shop;
  };
  expect(saysOf(reporting(), { sourceLabels: { app: 'reports' }, sourceNamespace: 'batch' })).toEqual([]);
  expect(saysOf(reporting(), { sourceLabels: { app: 'report' } })[0]).toContain('Did you mean "reports"?');
  // one caller must meet both conditions
  expect(saysOf(reporting(), { sourceLabels: { app: 'web' }, sourceNamespace: 'batch' })[0]).toContain(
    'no caller of "cart" in namespace "batch" has app: web.',
  );
});

test('only callers in clusters that get the rule count', () => {
  const { mesh, west, cart } = described();
  mesh.addCaller('reports', { clusters: [west], serviceAccountName: 'reports', namespace: 'batch' }).calls(cart);
  cart.addRoute([{ from: [west], match: [{ sourceNamespace: 'default' }], timeout: '1s' }, {}]);
  const codes = issuesOf(() => mesh.plan(new SniAddressing())).map(({ code }) => code);
  expect(codes).toEqual(['MC023', 'MC163']);
});

test('nothing is said if no calls are declared', () => {
  const mesh = new Mesh('shop');
  const cart = mesh.addService('cart', { port: 80, versions: { v1: [mesh.addCluster('east')] } });
  expect(saysOf({ mesh, cart }, { sourceNamespace: 'nope', sourceLabels: { app: 'nobody' } })).toEqual([]);
});

test.each([
  [8080, 'cart', '"cart:8080"'],
  [8080, 'cart.default.svc.cluster.local', '"cart.default.svc.cluster.local:8080"'],
  [8080, 'cart:80', '"cart:8080"'],
  [80, 'cart:80', '"cart"'],
])('at port %d, the authority %j is MC163, because callers send %s', (port, authority, sent) => {
  expect(saysOf(described(port), { authority: StringMatch.exact(authority) })).toEqual([
    `MC163 "authority" of rule 1 for "cart" must be ${sent}, as callers send it, but is "${authority}". Did you mean ${sent}? Write the port as callers do.`,
  ]);
});

test.each([
  [8080, StringMatch.exact('cart:8080'), false],
  [80, StringMatch.exact('cart'), false],
  [8080, StringMatch.exact('shop.example.com'), false],
  [8080, StringMatch.prefix('cart'), false],
  // clients outside may send any authority to a gateway
  [8080, StringMatch.exact('cart'), true],
])('at port %d, nothing is said about %j (called by an ingress gateway: %j)', (port, authority, isIngressCaller) => {
  expect(saysOf(described(port, isIngressCaller), { authority })).toEqual([]);
});

test.each<[number, HttpMatch, string]>([
  [8080, { authority: StringMatch.regex('cart') }, '"authority" of rule 1 for "cart" must match "cart:8080"'],
  [8080, { authority: StringMatch.regex('cart:80') }, '"authority" of rule 1 for "cart" must match "cart:8080"'],
  [
    8080,
    { authority: StringMatch.regex('cart\\.default') },
    '"authority" of rule 1 for "cart" must match "cart.default:8080"',
  ],
  [8080, { authority: StringMatch.prefix('cart:9') }, '"authority" of rule 1 for "cart" must match "cart:8080"'],
  [80, { authority: StringMatch.prefix('cart:') }, '"authority" of rule 1 for "cart" must match "cart"'],
  [
    8080,
    { headers: { Host: StringMatch.exact('cart') } },
    '"host" in "headers" of rule 1 for "cart" must be "cart:8080"',
  ],
])('at port %d, %j is MC163: %s', (port, match, said) => {
  expect(saysOf(described(port), match)).toEqual([
    expect.stringContaining(`MC163 ${said}, as callers send it, but is `),
  ]);
});

test.each<[number, HttpMatch]>([
  [8080, { authority: StringMatch.regex('cart:8080') }],
  [8080, { authority: StringMatch.regex('cart.*') }],
  [8080, { authority: StringMatch.regex('cart|shop') }],
  [8080, { authority: StringMatch.regex('cart:80|shop') }],
  [8080, { authority: StringMatch.prefix('cart') }],
  [8080, { authority: StringMatch.prefix('cart:8') }],
  [80, { authority: StringMatch.regex('cart') }],
  [8080, { headers: { host: StringMatch.exact('cart:8080') } }],
  [8080, { headers: { other: StringMatch.exact('cart') } }],
])('at port %d, callers may send what %j matches', (port, match) => {
  expect(saysOf(described(port), match)).toEqual([]);
});
