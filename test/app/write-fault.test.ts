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
  [
    'a folder is in the place of another list of what was written',
    (west) => {
      fs.rmSync(path.join(west, LIST));
      fs.mkdirSync(path.join(west, LIST));
    },
    `"…/shop/west/${LIST}" must be a file, but is a folder.`,
  ],
  [
    'the folder of another cluster is a link to nothing',
    (west) => {
      fs.rmSync(west, { recursive: true });
      fs.symlinkSync('nothing', west);
    },
    '"…/shop/west" must be a folder, because manifests are written into it, but is a link to nothing.',
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
  expect(asNobody(() => faults(path.join(folder, 'dist')))).toEqual([
    [
      'MC188',
      '"…" must be a folder that can be written, but is not (EACCES: permission denied).',
      'Make it writable, or give the app another "outdir".',
      '"…/dist/shop/east/own.k8s.yaml"',
    ],
  ]);
});

// the recursive mkdir of Node.js never returns there
test('a folder in which the system denies folders is MC188', () => {
  expect(faults('/proc/xx').map((issue) => (issue as readonly unknown[]).slice(0, 2))).toEqual([
    ['MC188', '"/proc" must be a folder that can be written, but is not (ENOENT: no such file or directory).'],
  ]);
});

/** Does something as a user who, unlike root, may not do everything. */
function asNobody<R>(run: () => R): R {
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(NOBODY);
  try {
    return run();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

const NOBODY = 65_534;

/** Writes as a user who owns the folder. */
function ownedByNobody(): void {
  if (process.geteuid?.() === 0) fs.chownSync(folder, NOBODY, NOBODY);
  expect(asNobody(() => faults(folder))).toEqual([]);
}

test.each<[string, string]>([
  ['the list of what was written', LIST],
  // of the same size, because otherwise nobody reads it
  ['a file', 'own.k8s.yaml'],
])('%s that cannot be read is MC188, which names it, and no file is replaced', (_, name) => {
  ownedByNobody();
  const file = path.join(folder, 'shop', 'west', name);
  fs.chmodSync(file, 0o000);
  const before = filesUnder(folder);
  expect(asNobody(() => faults(folder, 'new'))).toEqual([
    [
      'MC188',
      `"…/shop/west/${name}" must be a file that can be read, but is not (EACCES: permission denied).`,
      'Change its permissions, or remove it.',
      `"…/shop/west/${name}"`,
    ],
  ]);
  fs.chmodSync(file, 0o600);
  expect(filesUnder(folder)).toEqual(before);
});

test('a file that nobody may write is replaced, if its folder can be written', () => {
  ownedByNobody();
  for (const cluster of ['east', 'west']) fs.chmodSync(path.join(folder, 'shop', cluster, 'own.k8s.yaml'), 0o444);
  expect(asNobody(() => faults(folder, 'new'))).toEqual([]);
  for (const text of filesUnder(folder).values()) expect(text).toContain('name: new');
});

test('a file of another user in a sticky folder is MC188, which says that it cannot be replaced', () => {
  ownedByNobody();
  const west = path.join(folder, 'shop', 'west');
  if (process.geteuid?.() !== 0) return;
  fs.chownSync(west, 0, 0);
  fs.chmodSync(west, 0o1777);
  fs.chownSync(path.join(west, 'own.k8s.yaml'), 0, 0);
  expect(asNobody(() => faults(folder, 'new'))).toEqual([
    [
      'MC188',
      '"…/shop/west/own.k8s.yaml" must be a file that can be replaced, but is not (EPERM: operation not permitted).',
      'Change its permissions, or remove it.',
      '"…/shop/west/own.k8s.yaml"',
    ],
  ]);
  expect(fs.readdirSync(west)).toEqual([LIST, 'own.k8s.yaml']);
});

test("a folder beside those of the clusters that cannot be read is nobody's business", () => {
  ownedByNobody();
  const other = path.join(folder, 'shop', 'lost+found');
  fs.mkdirSync(other, { mode: 0o000 });
  expect(asNobody(() => faults(folder, 'new'))).toEqual([]);
});

test('a link in the place of a file is replaced, and what it leads to stays', () => {
  expect(faults(folder)).toEqual([]);
  const file = path.join(folder, 'shop', 'east', 'own.k8s.yaml');
  const mine = path.join(folder, 'mine.txt');
  fs.writeFileSync(mine, 'mine');
  fs.rmSync(file);
  fs.symlinkSync(mine, file);
  expect(faults(folder)).toEqual([]);
  expect(fs.lstatSync(file).isFile()).toBe(true);
  expect(fs.readFileSync(mine, 'utf8')).toBe('mine');
});

test('the folder of a cluster may be a link, and nothing is deleted through a link of another name', () => {
  const real = path.join(folder, 'real');
  fs.mkdirSync(real);
  fs.mkdirSync(path.join(folder, 'shop'));
  fs.symlinkSync(real, path.join(folder, 'shop', 'east'));
  fs.symlinkSync(real, path.join(folder, 'shop', 'former-name'));
  expect(faults(folder)).toEqual([]);
  expect(fs.readdirSync(real)).toEqual([LIST, 'own.k8s.yaml']);
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
