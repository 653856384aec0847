/** @module Tests what an app says when it cannot write its files, and that it then replaces none of them. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { ClusterApp, ConfigError, SniAddressing } from '../../lib';
import { LIST } from '../../lib/app/written-list';
import { issuesOf } from '../support/issues';
import { filesUnder } from '../support/manifests';
import { shop } from '../support/meshes';

let folder = '';
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'write-fault-'))));
afterEach(() => {
  fs.rmSync(folder, { recursive: true });
});

/** Writes a ConfigMap for each cluster below a folder, and returns its issues. */
function faults(outdir: string, name = 'old'): readonly unknown[] {
  const apps = shop()
    .mesh.plan(new SniAddressing())
    .clusters.map((plan) => {
      const app = new ClusterApp({ name: 'shop', plan, outdir });
      new ApiObject(new Chart(app, 'own'), 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
      return app;
    });
  return issuesOf(() => {
    ClusterApp.synthAll(apps);
  }).map(({ code, what, fix, got }) => [code, what.replaceAll(folder, '…'), fix, got?.replaceAll(folder, '…')]);
}

test('a file in the place of a folder is MC188, which names the file', () => {
  const dist = path.join(folder, 'dist');
  fs.writeFileSync(dist, 'mine');
  expect(faults(dist)).toEqual([
    [
      'MC188',
      '"…/dist" must be a folder, because manifests are written into it, but is a file.',
      'Remove the file, or give the app another "outdir".',
      '"…/dist/shop/east/own.k8s.yaml"',
    ],
  ]);
  expect([...filesUnder(folder)]).toEqual([['dist', 'mine']]);
});

test.each<[string, (west: string) => void, string]>([
  [
    'a file is in the place of the folder of another cluster',
    (west) => {
      fs.rmSync(west, { recursive: true });
      fs.writeFileSync(west, 'mine');
    },
    '"…/shop/west" must be a folder, because manifests are written into it, but is a file.',
  ],
  [
    'a folder is in the place of another file',
    (west) => {
      fs.rmSync(path.join(west, 'own.k8s.yaml'));
      fs.mkdirSync(path.join(west, 'own.k8s.yaml'));
    },
    '"…/shop/west/own.k8s.yaml" must be a file, but is a folder.',
  ],
])('no file is replaced if %s', (_, obstruct, what) => {
  expect(faults(folder)).toEqual([]);
  obstruct(path.join(folder, 'shop', 'west'));
  const before = filesUnder(folder);
  expect(faults(folder, 'new')).toEqual([['MC188', what, expect.anything(), expect.anything()]]);
  expect(filesUnder(folder)).toEqual(before);
  expect(fs.readdirSync(path.join(folder, 'shop', 'east'))).toEqual([LIST, 'own.k8s.yaml']);
});

test('a folder that cannot be written is MC188, which names the folder and keeps the cause', () => {
  fs.chmodSync(folder, 0o555);
  // root may write into any folder
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    expect(faults(path.join(folder, 'dist'))).toEqual([
      [
        'MC188',
        '"…" must be a folder that can be written, but is not (EACCES: permission denied).',
        'Make it writable, or give the app another "outdir".',
        '"…/dist/shop/east/own.k8s.yaml"',
      ],
    ]);
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
});

test('the error of the file system is the cause', () => {
  fs.writeFileSync(path.join(folder, 'shop'), '');
  const [plan] = shop().mesh.plan(new SniAddressing()).clusters;
  if (plan === undefined) throw new Error('the shop has clusters');
  const app = new ClusterApp({ name: 'shop', plan, outdir: folder });
  new ApiObject(new Chart(app, 'own'), 'map', { apiVersion: 'v1', kind: 'ConfigMap' });
  let thrown: unknown;
  try {
    app.synth();
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(ConfigError);
  expect((thrown as ConfigError).cause).toHaveProperty('code', 'ENOTDIR');
});
