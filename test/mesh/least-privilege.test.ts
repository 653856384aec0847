/** @module Tests the errors in descriptions of least privilege and of ingress gateways. */
import { Article2019, Mesh, SniAddressing } from '../../lib';
import { codesOf, issuesOf } from '../support/issues';

const plan = (mesh: Mesh) => (): unknown => mesh.plan(new SniAddressing());

/** A mesh with one cluster, and a function to add services to it. */
function oneCluster(props = { leastPrivilege: true }) {
  const mesh = new Mesh('shop', props);
  const east = mesh.addCluster('east');
  const add = (name: string, serviceAccountName?: string, namespace = 'default') =>
    mesh.addService(name, {
      port: 80,
      versions: { v1: [east] },
      namespace,
      ...(serviceAccountName !== undefined && { serviceAccountName }),
    });
  return { mesh, east, add };
}

test('fails with MC080 for least privilege without declared calls', () => {
  const { mesh, add } = oneCluster();
  add('web');
  expect(issuesOf(plan(mesh)).map(({ code, what }) => [code, what])).toEqual([
    ['MC080', 'Mesh "shop" must declare its calls under leastPrivilege, but declares none.'],
  ]);
  const ordinary = oneCluster({ leastPrivilege: false });
  ordinary.add('web');
  expect(codesOf(plan(ordinary.mesh))).toEqual([]);
});

test('without declared calls, it says nothing of the calls that every cluster would make', () => {
  const { mesh, east, add } = oneCluster();
  const west = mesh.addCluster('west');
  add('web').addRoute([{ to: [{ version: 'v1' }] }]);
  mesh.addService('cart', { port: 80, versions: { v1: [east], v2: [west] } });
  expect(codesOf(plan(mesh))).toEqual(['MC080']);
});

test('fails with MC083 for a service that shares a caller’s service account but is not a caller itself', () => {
  const { mesh, east, add } = oneCluster();
  const [web, cart, ads, pay] = [add('web', 'shared'), add('cart'), add('ads', 'shared'), add('pay', 'shared')];
  add('other', 'shared', 'elsewhere');
  const props = { clusters: [east], serviceAccountName: 'shared', namespace: 'default' } as const;
  const ingress = mesh.addIngressGateway('ingress', props);
  for (const caller of [web, ads, ingress]) caller.calls(cart);
  ingress.calls(web);
  expect(issuesOf(plan(mesh)).map(({ code, what }) => [code, what])).toEqual([
    [
      'MC083',
      '"pay" must not share service account "shared" with "ingress": it would be allowed to call "cart", which it does not declare.',
    ],
    ...[web, ads, pay].map(({ name }) => [
      'MC083',
      `"${name}" must not share service account "shared" with "ingress": it would be allowed to call "web", which it does not declare.`,
    ]),
  ]);
});

test('fails with MC083 for an ingress gateway that shares a caller’s service account but is not a caller itself', () => {
  const { mesh, east, add } = oneCluster();
  add('web', 'shared').calls(add('cart'));
  mesh.addIngressGateway('ingress', { clusters: [east], serviceAccountName: 'shared', namespace: 'default' });
  expect(issuesOf(plan(mesh)).map(({ code, what }) => [code, what])).toEqual([
    [
      'MC083',
      '"ingress" must not share service account "shared" with "web": it would be allowed to call "cart", which it does not declare.',
    ],
  ]);
});

test('services can share a service account if all of them are callers, or without least privilege', () => {
  const { mesh, add } = oneCluster();
  const cart = add('cart');
  for (const name of ['web', 'ads']) add(name, 'shared').calls(cart);
  expect(codesOf(plan(mesh))).toEqual([]);
  const ordinary = oneCluster({ leastPrivilege: false });
  ordinary.add('web', 'default').calls(ordinary.add('cart', 'default'));
  expect(codesOf(plan(ordinary.mesh))).toEqual([]);
});

test('fails with MC084 for a caller with the default service account', () => {
  const { mesh, add } = oneCluster();
  add('web', 'default').calls(add('cart', 'default', 'other'));
  expect(issuesOf(plan(mesh)).map(({ code, what }) => [code, what])).toEqual([
    ['MC084', '"web" must call with a service account of its own, but has "default".'],
  ]);
});

test('fails with MC085 under a scheme without least privilege', () => {
  const { mesh, add } = oneCluster();
  add('web').calls(add('cart'));
  expect(codesOf(() => mesh.plan(new Article2019({ vips: new Map() })))).toEqual(['MC085']);
});

test('fails with MC035 for leastPrivilege that is not a boolean, and for an unknown option', () => {
  // @ts-expect-error it is a boolean
  expect(codesOf(plan(new Mesh('shop', { leastPrivilege: 'yes' })))).toEqual(['MC035']);
  // @ts-expect-error the option is leastPrivilege
  expect(codesOf(plan(new Mesh('shop', { leastPrivileges: true })))).toEqual(['MC035']);
});

test('fails with MC081 for a second ingress gateway with the same name and namespace', () => {
  const { mesh, east } = oneCluster({ leastPrivilege: false });
  const props = { clusters: [east], serviceAccountName: 'ingress' } as const;
  mesh.addIngressGateway('ingress', props);
  mesh.addIngressGateway('ingress', { ...props, namespace: 'edge' });
  expect(codesOf(plan(mesh))).toEqual([]);
  const again = oneCluster({ leastPrivilege: false });
  const twice = { ...props, clusters: [again.east] } as const;
  again.mesh.addIngressGateway('ingress', twice);
  again.mesh.addIngressGateway('ingress', twice);
  expect(issuesOf(plan(again.mesh)).map(({ code, what }) => [code, what])).toEqual([
    ['MC081', expect.stringMatching(/^Mesh "shop" already has ingress gateway "istio-system\/ingress", added at test/)],
  ]);
});

test('fails with MC082 for an ingress gateway that runs nowhere, or twice in one cluster', () => {
  const { mesh, east } = oneCluster({ leastPrivilege: false });
  mesh.addIngressGateway('one', { clusters: [], serviceAccountName: 'one' });
  mesh.addIngressGateway('two', { clusters: [east, east], serviceAccountName: 'two' });
  expect(issuesOf(plan(mesh)).map(({ code, what }) => [code, what])).toEqual([
    ['MC082', '"clusters" of ingress gateway "one" must have at least one cluster, but is [].'],
    ['MC082', '"clusters" of ingress gateway "two" must list each cluster once, but lists "east" twice.'],
  ]);
});

test('all other mistakes in an ingress gateway are reported together', () => {
  const { mesh, east, add } = oneCluster({ leastPrivilege: false });
  const other = oneCluster();
  const names = { namespace: 'Edge', serviceAccountName: 'an account' };
  const gateway = mesh.addIngressGateway('Ingress', { ...names, clusters: [east, other.east] });
  gateway.calls(other.add('cart'));
  // @ts-expect-error an ingress gateway is not a service
  add('web').calls(gateway);
  // @ts-expect-error its service account has no default
  mesh.addIngressGateway('ingress', { clusters: [east] });
  expect(codesOf(plan(mesh))).toEqual(['MC001', 'MC001', 'MC033', 'MC009', 'MC009', 'MC009', 'MC033']);
});

test('fails with MC010 if an ingress gateway, or a call of it, is added to a planned mesh', () => {
  const { mesh, east, add } = oneCluster({ leastPrivilege: false });
  const cart = add('cart');
  const props = { clusters: [east], serviceAccountName: 'ingress' } as const;
  const gateway = mesh.addIngressGateway('ingress', props);
  mesh.plan(new SniAddressing());
  expect(codesOf(() => mesh.addIngressGateway('another', props))).toEqual(['MC010']);
  expect(
    codesOf(() => {
      gateway.calls(cart);
    }),
  ).toEqual(['MC010']);
});
