/** @module Tests that ClusterApp writes the files of one cluster, and that synthAll writes all clusters or none. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import {
  Article2019,
  bookinfoContainer,
  ClusterApp,
  ClusterChart,
  EastWestGateway,
  type Scheme,
  SniAddressing,
} from '../../lib';
import { codesOf, issuesOf } from '../support/issues';
import { filesUnder, objectsIn } from '../support/manifests';
import { shop } from '../support/meshes';

let outdir = '';
beforeEach(() => (outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'cluster-app-'))));
afterEach(() => {
  fs.rmSync(outdir, { recursive: true });
});

function apps(scheme: Scheme = new SniAddressing()): readonly ClusterApp[] {
  const { mesh, cart } = shop();
  cart.addRoute([{ to: [{ version: 'v2' }] }]);
  return mesh.plan(scheme).clusters.map((plan) => {
    const app = new ClusterApp({ name: 'shop', plan, outdir });
    new ClusterChart(app, 'mesh', { container: bookinfoContainer });
    return app;
  });
}

/** Calls synthAll with what no compiler has checked. */
function synthAll(given: unknown): unknown {
  return Reflect.apply(ClusterApp.synthAll.bind(ClusterApp), ClusterApp, [given]);
}

test('each chart becomes a file in the folder of its cluster, beside a file of the Namespaces', () => {
  ClusterApp.synthAll(apps());
  expect([...filesUnder(outdir).keys()]).toEqual([
    'shop/east/0000-namespaces.k8s.yaml',
    'shop/east/mesh.k8s.yaml',
    'shop/west/0000-namespaces.k8s.yaml',
    'shop/west/mesh.k8s.yaml',
  ]);
});

test.each<[string, unknown, readonly string[]]>([
  ['no options', undefined, ['MC035']],
  ['null options', null, ['MC035']],
  ['no name and no plan', {}, ['MC001', 'MC031']],
  ['a symbol for a name', { name: Symbol('a') }, ['MC001', 'MC031']],
  [
    'a misspelt option, and a number for a folder',
    { name: 'a', plan: null, outDir: 'b', outdir: 5 },
    ['MC035', 'MC035', 'MC035'],
  ],
])('fails for %s', (_, props, codes) => {
  expect(codesOf(() => Reflect.construct(ClusterApp, [props]))).toEqual(codes);
});

test.each<[string, unknown]>([
  ['undefined', undefined],
  ['a function', apps],
  ['an empty list', []],
  ['null', null],
  ['a list of undefined', [undefined]],
  ['a list of null', [null]],
  ['a list of a plain App', [new App()]],
])('synthAll fails with MC035 for %s', (_, given) => {
  expect(codesOf(() => synthAll(given))).toEqual(['MC035']);
});

test('synthAll fails with MC035 for a single app, and writes nothing', () => {
  const [app] = apps();
  expect(codesOf(() => synthAll(app))).toEqual(['MC035']);
  expect(filesUnder(outdir).size).toBe(0);
});

test('synth writes only the cluster of the app', () => {
  apps()[1]?.synth();
  expect([...filesUnder(outdir).keys()]).toEqual(['shop/west/0000-namespaces.k8s.yaml', 'shop/west/mesh.k8s.yaml']);
});

test('the default output folder is in the output folder of cdk8s', () => {
  const [plan] = shop().mesh.plan(new SniAddressing()).clusters;
  if (plan === undefined) throw new Error('the shop has clusters');
  expect(new ClusterApp({ name: 'shop', plan }).outdir).toBe(path.join('dist', 'shop', 'east'));
});

test('constructs find the plan of the app above them', () => {
  const app = apps()[1];
  if (app === undefined) throw new Error('the shop has two clusters');
  expect(codesOf(() => new EastWestGateway(new Chart(app, 'own'), 'gateway'))).toEqual(['MC030']);
});

test('a chart without objects does not become a file', () => {
  const [app] = apps();
  if (app === undefined) throw new Error('the shop has clusters');
  new Chart(app, 'empty');
  app.synth();
  expect([...filesUnder(outdir).keys()]).toEqual(['shop/east/0000-namespaces.k8s.yaml', 'shop/east/mesh.k8s.yaml']);
});

test('synthAll writes nothing and keeps old files if one cluster fails validation', () => {
  ClusterApp.synthAll(apps());
  const before = filesUnder(outdir);
  expect(before.size).toBe(4);
  const [east, west] = apps();
  if (east === undefined || west === undefined) throw new Error('the shop has two clusters');
  new ApiObject(new Chart(east, 'more'), 'new', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'new' } });
  west.node.addValidation({ validate: () => ['not like this'] });
  expect(() => {
    ClusterApp.synthAll([east, west]);
  }).toThrow(/not like this/);
  expect(filesUnder(outdir)).toEqual(before);
});

test('fails with MC030 for all objects of the user that the library renders too', () => {
  const [east] = apps();
  if (east === undefined) throw new Error('the shop has clusters');
  const chart = new Chart(east, 'own');
  for (const name of ['web', 'cart']) {
    new ApiObject(chart, name, { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'default' } });
  }
  expect(
    issuesOf(() => {
      east.synth();
    }).map(({ code, what, got }) => [code, what, got]),
  ).toEqual([
    [
      'MC030',
      'Service default/web must be rendered once for cluster "east", but "mesh/web.default/Resource" has rendered it already.',
      '"own/web"',
    ],
    [
      'MC030',
      'Service default/cart must be rendered once for cluster "east", but "mesh/cart.default/Resource" has rendered it already.',
      '"own/cart"',
    ],
  ]);
  expect(filesUnder(outdir).size).toBe(0);
});

test('fails with MC030 for an object without a namespace that the library renders in the default one, in any app', () => {
  const all = apps();
  const west = all[1];
  if (west === undefined) throw new Error('the shop has two clusters');
  new ApiObject(new Chart(west, 'own'), 'cart', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'cart' } });
  expect(
    codesOf(() => {
      ClusterApp.synthAll(all);
    }),
  ).toEqual(['MC030']);
});

test('fails with MC030 for one object of a kind that is in no namespace, whatever namespace it says', () => {
  const [east] = apps();
  if (east === undefined) throw new Error('the shop has clusters');
  const object = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'reader' } };
  new ApiObject(new Chart(east, 'own'), 'role', object);
  new ApiObject(new Chart(east, 'other', { namespace: 'shop' }), 'role', object);
  expect(
    issuesOf(() => {
      east.synth();
    }).map(({ what }) => what),
  ).toEqual([
    'ClusterRole.rbac.authorization.k8s.io reader must be rendered once for cluster "east", but "own/role" has rendered it already.',
  ]);
});

test('fails with MC034 for two apps in one folder', () => {
  const twice = [...apps(), ...apps()];
  expect(
    codesOf(() => {
      ClusterApp.synthAll(twice);
    }),
  ).toEqual(['MC034', 'MC034']);
});

test('fails with MC001 for a name that leads to another folder', () => {
  const [plan] = shop().mesh.plan(new SniAddressing()).clusters;
  if (plan === undefined) throw new Error('the shop has clusters');
  expect(codesOf(() => new ClusterApp({ name: '../shop', plan }))).toEqual(['MC001']);
});

test('synthAll prints a warning of the scheme to stderr once', () => {
  const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { mesh, cart } = shop();
  cart.addRoute([{ to: [{ version: 'v2' }] }]);
  const plans = mesh.plan(new Article2019({ vips: new Map([[cart, '240.0.0.3']]) })).clusters;
  ClusterApp.synthAll(
    plans.map((plan) => {
      const app = new ClusterApp({ name: 'shop', plan, outdir });
      new ClusterChart(app, 'mesh', { container: bookinfoContainer });
      return app;
    }),
  );
  expect(write.mock.calls.map(([text]) => text)).toEqual([
    expect.stringMatching(/^warning: Article2019 .*SniAddressing there\n$/),
  ]);
  write.mockRestore();
});

test('the files contain exactly the objects of the charts, whose specs are unchanged', () => {
  const all = apps();
  ClusterApp.synthAll(all);
  const written = all.map((app) => [...filesUnder(app.outdir).values()].flatMap(objectsIn));
  expect(written.map((objects) => objects.length > 1)).toEqual([true, true]);
  const withoutMetadata = (object: unknown): unknown => ({ ...(object as object), metadata: undefined });
  const rendered = all.map(({ charts: [chart] }) => (chart?.toJson() ?? []) as readonly unknown[]);
  expect(written.map((objects) => objects.map(withoutMetadata))).toEqual(
    rendered.map((objects) => objects.map(withoutMetadata)),
  );
});
