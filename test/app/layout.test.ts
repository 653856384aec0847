/** @module Tests that the names of an app's files put them into the order in which kubectl must apply them. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { bookinfoContainer, ClusterApp, ClusterChart, Mesh, SniAddressing } from '../../lib';
import { filesUnder, objectsIn } from '../support/manifests';
import { shop } from '../support/meshes';

let outdir = '';
beforeEach(() => (outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'layout-'))));
afterEach(() => {
  fs.rmSync(outdir, { recursive: true });
});

/** An app for the first cluster of a mesh, by default of the shop. */
function emptyApp(mesh: Mesh = shop().mesh): ClusterApp {
  const [plan] = mesh.plan(new SniAddressing()).clusters;
  if (plan === undefined) throw new Error('the mesh has clusters');
  return new ClusterApp({ name: 'shop', plan, outdir });
}

function addObject(scope: Construct, kind: string, name: string): ApiObject {
  return new ApiObject(scope, `${kind}-${name}`, { apiVersion: 'v1', kind, metadata: { name } });
}

/** A chart with a ConfigMap. */
function addChart(scope: Construct, id: string): Chart {
  const chart = new Chart(scope, id);
  addObject(chart, 'ConfigMap', id);
  return chart;
}

/** The kinds and names of the objects in each file that an app writes, in the order of kubectl. */
function written(app: ClusterApp): readonly (readonly [string, readonly string[]])[] {
  app.synth();
  return [...filesUnder(app.outdir)].map(([file, text]) => [file, objectsIn(text).map(titleOf)]);
}

function titleOf(object: unknown): string {
  const { kind, metadata } = object as { readonly kind: string; readonly metadata: { readonly name: string } };
  return `${kind} ${metadata.name}`;
}

test('Namespaces of all charts are in one file that sorts first, by name', () => {
  const app = emptyApp();
  const own = addChart(app, 'own');
  addObject(own, 'Namespace', 'b');
  addObject(addChart(app, 'a'), 'Namespace', 'a');
  expect(written(app)).toEqual([
    ['0000-namespaces.k8s.yaml', ['Namespace a', 'Namespace b']],
    ['a.k8s.yaml', ['ConfigMap a']],
    ['own.k8s.yaml', ['ConfigMap own']],
  ]);
});

test('a chart with only Namespaces has no file of its own', () => {
  const app = emptyApp();
  addObject(new Chart(app, 'own'), 'Namespace', 'a');
  expect(written(app)).toEqual([['0000-namespaces.k8s.yaml', ['Namespace a']]]);
});

test('there is no file of Namespaces if something else creates them', () => {
  const mesh = new Mesh('shop', { namespaces: 'existing' });
  mesh.addService('web', { port: 80, versions: { v1: [mesh.addCluster('east')] } });
  const app = emptyApp(mesh);
  new ClusterChart(app, 'mesh', { container: bookinfoContainer });
  expect(written(app).map(([file]) => file)).toEqual(['mesh.k8s.yaml']);
});

test('charts that depend on each other have numbers, so that each comes after the charts that it depends on', () => {
  const app = emptyApp();
  const [before, shop] = ['before', 'shop'].map((id) => addChart(app, id));
  addChart(app, 'alone');
  new Chart(app, 'empty');
  addObject(app.charts[0] ?? app, 'Namespace', 'a');
  if (before !== undefined && shop !== undefined) before.addDependency(shop);
  expect(written(app)).toEqual([
    ['0000-namespaces.k8s.yaml', ['Namespace a']],
    ['0001-shop.k8s.yaml', ['ConfigMap shop']],
    ['0002-before.k8s.yaml', ['ConfigMap before']],
    ['0003-alone.k8s.yaml', ['ConfigMap alone']],
  ]);
});

test.each<[string, (app: ClusterApp) => void]>([
  [
    'an object depends on an object of another chart',
    (app) => {
      addObject(addChart(app, 'a'), 'Secret', 'first').addDependency(addObject(addChart(app, 'z'), 'Secret', 'last'));
    },
  ],
  ['a chart is in another chart', (app) => addChart(addChart(app, 'a'), 'z')],
])('charts have numbers if %s', (_, extend) => {
  const app = emptyApp();
  extend(app);
  expect(written(app).map(([file]) => file)).toEqual([
    expect.stringMatching(/^0001-(a-)?z/),
    expect.stringMatching(/^0002-a/),
  ]);
});

test.each(['0000-namespaces', '0000-a', '0000', '-a'])(
  'Namespaces come first also if a chart is named "%s"',
  (chart) => {
    const app = emptyApp();
    addObject(addChart(app, chart), 'Namespace', 'a');
    addChart(app, 'other');
    expect(written(app)).toEqual([
      ['0000-namespaces.k8s.yaml', ['Namespace a']],
      [`0001-${chart}.k8s.yaml`, [`ConfigMap ${chart}`]],
      ['0002-other.k8s.yaml', ['ConfigMap other']],
    ]);
  },
);

test('synthYaml has the objects in the same order', () => {
  const app = emptyApp();
  const own = addChart(app, 'own');
  addObject(own, 'Namespace', 'a');
  own.addDependency(addChart(app, 'z'));
  expect(objectsIn(app.synthYaml()).map(titleOf)).toEqual(['Namespace a', 'ConfigMap z', 'ConfigMap own']);
});

test('manifests that an earlier run has left are removed, and other files stay', () => {
  const before = emptyApp();
  addChart(before, 'renamed');
  before.synth();
  fs.writeFileSync(path.join(before.outdir, 'kustomization.yaml'), 'resources: []\n');
  const after = emptyApp();
  addChart(after, 'new');
  after.synth();
  expect([...filesUnder(after.outdir).keys()]).toEqual(['kustomization.yaml', 'new.k8s.yaml']);
});
