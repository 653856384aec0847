/** @module Tests workloads that call services and have no ports themselves: their options, and the errors in them. */
import { CallingWorkload, type Mesh, SniAddressing } from '../../lib';
import { codesOf, issuesOf } from '../support/issues';
import { shop } from '../support/meshes';

const plan = (mesh: Mesh) => (): unknown => mesh.plan(new SniAddressing());

test('a caller has a name, clusters in name order, a service account, and a namespace, which is "default" by default', () => {
  const { mesh, east, west } = shop();
  const reports = mesh.addCaller('reports', { clusters: [west, east], serviceAccountName: 'reporter' });
  expect(reports).toBeInstanceOf(CallingWorkload);
  const { name, clusters, serviceAccountName, namespace, labels } = reports;
  expect([name, clusters, serviceAccountName, namespace, labels]).toEqual([
    'reports',
    [east, west],
    'reporter',
    'default',
    undefined,
  ]);
  const labelled = { clusters: [east], serviceAccountName: 'reporter', labels: { app: 'reports' } } as const;
  expect(mesh.addCaller('labelled', labelled).labels).toEqual({ app: 'reports' });
});

test('fails with MC156 for a second caller with the same name and namespace', () => {
  const { mesh, east } = shop();
  const props = { clusters: [east], serviceAccountName: 'reports' } as const;
  mesh.addCaller('reports', props);
  mesh.addCaller('reports', { ...props, namespace: 'batch' });
  mesh.addIngressGateway('reports', { ...props, namespace: 'default' });
  mesh.addCaller('reports', props);
  expect(issuesOf(plan(mesh)).map(({ code, what }) => [code, what])).toEqual([
    ['MC156', expect.stringMatching(/^Mesh "shop" already has caller "default\/reports", added at test/)],
  ]);
});

test('fails with MC157 for a caller that runs nowhere, or twice in one cluster, or has bad labels', () => {
  const { mesh, east } = shop();
  // @ts-expect-error a caller runs in at least one cluster
  mesh.addCaller('one', { clusters: [], serviceAccountName: 'one' });
  mesh.addCaller('two', { clusters: [east, east], serviceAccountName: 'two' });
  const labels = { 'a b': 'c', app: 'd e' };
  mesh.addCaller('three', { clusters: [east], serviceAccountName: 'three', labels });
  expect(issuesOf(plan(mesh)).map(({ code, what }) => [code, what])).toEqual([
    ['MC157', '"clusters" of caller "one" must have at least one cluster, but is [].'],
    ['MC157', '"clusters" of caller "two" must list each cluster once, but lists "east" twice.'],
    ['MC157', 'A key of "labels" of caller "three" must be a valid label key, but is "a b".'],
    ['MC157', '"labels.app" of caller "three" must be a valid label value, but is "d e".'],
  ]);
});

test('all other mistakes in a caller are reported together', () => {
  const { mesh, east, web } = shop();
  const other = shop();
  const reports = mesh.addCaller('Reports', {
    clusters: [east, other.east],
    namespace: 'Batch',
    serviceAccountName: 'an account',
  });
  reports.calls(other.cart);
  // @ts-expect-error a caller is not a service
  web.calls(reports);
  // @ts-expect-error its service account has no default
  mesh.addCaller('worker', { clusters: [east] });
  // @ts-expect-error the option is serviceAccountName
  mesh.addCaller('job', { clusters: [east], serviceAccount: 'job', serviceAccountName: 'job' });
  expect(codesOf(plan(mesh))).toEqual(['MC001', 'MC001', 'MC033', 'MC009', 'MC009', 'MC009', 'MC033', 'MC035']);
});

test('fails with MC010 if a caller, or a call of it, is added to a planned mesh', () => {
  const { mesh, east, cart } = shop();
  const props = { clusters: [east], serviceAccountName: 'reports' } as const;
  const reports = mesh.addCaller('reports', props);
  mesh.plan(new SniAddressing());
  expect(codesOf(() => mesh.addCaller('another', props))).toEqual(['MC010']);
  expect(
    codesOf(() => {
      reports.calls(cart);
    }),
  ).toEqual(['MC010']);
});

test('fails with MC083 for a caller that shares the service account of another caller, but does not declare its call', () => {
  const { mesh, east, web } = shop({ leastPrivilege: true });
  const props = { clusters: [east], serviceAccountName: web.serviceAccountName } as const;
  mesh.addCaller('reports', props);
  expect(issuesOf(plan(mesh)).map(({ code, what }) => [code, what])).toEqual([
    [
      'MC083',
      '"reports" must not share service account "shop-web" with "web": it would be allowed to call "cart", which it does not declare.',
    ],
  ]);
  const declared = shop({ leastPrivilege: true });
  declared.mesh.addCaller('reports', { ...props, clusters: [declared.east] }).calls(declared.cart);
  expect(codesOf(plan(declared.mesh))).toEqual([]);
});
