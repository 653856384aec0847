/** @module Tests what happens to files of earlier runs: what stays the same is not touched, and only our own files are deleted. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { ClusterApp, GatewayAddress, Mesh, SniAddressing } from '../../lib';
import { LIST, listFile } from '../../lib/app/written-list';
import { codesOf } from '../support/issues';
import { filesUnder } from '../support/manifests';

let outdir = '';
beforeEach(() => (outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'output-'))));
afterEach(() => {
  fs.rmSync(outdir, { recursive: true });
});

/** Apps of a mesh for some clusters; each has a chart with a ConfigMap of the given name for each of the `charts`. */
function appsOf(
  clusters: readonly string[],
  charts: readonly string[] = ['own'],
  name = 'map',
  folder = 'shop',
): readonly ClusterApp[] {
  const mesh = new Mesh('shop', { namespaces: 'existing' });
  for (const [index, cluster] of clusters.entries())
    mesh.addCluster(cluster, { gateway: GatewayAddress.parse(`192.0.2.${index + 1}`) });
  return mesh.plan(new SniAddressing()).clusters.map((plan) => {
    const app = new ClusterApp({ name: folder, plan, outdir });
    for (const chart of charts)
      new ApiObject(new Chart(app, chart), name, {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: `${name}-${chart}` },
      });
    return app;
  });
}

/** The names of the files, and when each was changed. */
function stateOf(): readonly (readonly [string, number])[] {
  return [...filesUnder(outdir).keys()].map((file) => [file, fs.statSync(path.join(outdir, file)).mtimeMs]);
}

/** Makes all files look old. */
function age(): void {
  for (const file of filesUnder(outdir).keys()) fs.utimesSync(path.join(outdir, file), 1, 1);
}

test('a file that would stay the same is not touched, and one that changes is replaced', () => {
  ClusterApp.synthAll(appsOf(['east', 'west']));
  age();
  ClusterApp.synthAll(appsOf(['east', 'west']));
  expect(stateOf().map(([, changed]) => changed)).toEqual([1000, 1000]);
  const [east] = appsOf(['east', 'west'], ['own'], 'other');
  east?.synth();
  expect(stateOf()[1]).toEqual(['shop/west/own.k8s.yaml', 1000]);
  expect(stateOf()[0]?.[1]).not.toBe(1000);
});

test('a file that would stay the same is not touched when another one is added to its folder', () => {
  ClusterApp.synthAll(appsOf(['east']));
  age();
  ClusterApp.synthAll(appsOf(['east'], ['own', 'added']));
  expect(stateOf()[1]).toEqual(['shop/east/own.k8s.yaml', 1000]);
  expect(stateOf()[0]?.[0]).toBe('shop/east/added.k8s.yaml');
});

test('the file of a chart that is gone is deleted, and files of others stay', () => {
  ClusterApp.synthAll(appsOf(['east'], ['own', 'old']));
  for (const name of ['mine.k8s.yaml', 'notes.txt']) fs.writeFileSync(path.join(outdir, 'shop', 'east', name), 'mine');
  ClusterApp.synthAll(appsOf(['east']));
  expect([...filesUnder(outdir).keys()]).toEqual([
    'shop/east/mine.k8s.yaml',
    'shop/east/notes.txt',
    'shop/east/own.k8s.yaml',
  ]);
});

test('a file of a chart that is gone is no longer on the list, so that a file of that name stays later', () => {
  ClusterApp.synthAll(appsOf(['east'], ['own', 'old']));
  ClusterApp.synthAll(appsOf(['east']));
  const mine = path.join(outdir, 'shop', 'east', 'old.k8s.yaml');
  fs.writeFileSync(mine, 'mine');
  ClusterApp.synthAll(appsOf(['east']));
  expect(fs.readFileSync(mine, 'utf8')).toBe('mine');
});

/** Writes a folder as an earlier process did for a mesh. */
function writeEarlier(cluster: string, mesh: string): void {
  const folder = path.join(outdir, 'shop', cluster);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'own.k8s.yaml'), 'old');
  fs.writeFileSync(path.join(folder, LIST), listFile({ mesh, files: ['own.k8s.yaml'] }));
}

test('what was written for clusters that the mesh no longer has is deleted, and nothing else', () => {
  writeEarlier('gone', 'shop');
  writeEarlier('noted', 'shop');
  fs.writeFileSync(path.join(outdir, 'shop', 'noted', 'notes.txt'), 'mine');
  writeEarlier('other', 'another-mesh');
  fs.mkdirSync(path.join(outdir, 'shop', 'mine'));
  fs.writeFileSync(path.join(outdir, 'shop', 'mine', 'own.k8s.yaml'), 'mine');
  const [east] = appsOf(['east', 'noted']);
  east?.synth();
  expect(fs.readdirSync(path.join(outdir, 'shop'))).toEqual(['east', 'gone', 'mine', 'noted', 'other']);
  fs.rmSync(path.join(outdir, 'shop', 'east'), { recursive: true });
  ClusterApp.synthAll(appsOf(['east']));
  expect([...filesUnder(outdir).keys()]).toEqual([
    'shop/east/own.k8s.yaml',
    'shop/mine/own.k8s.yaml',
    'shop/noted/notes.txt',
    'shop/other/own.k8s.yaml',
  ]);
  expect(fs.existsSync(path.join(outdir, 'shop', 'gone'))).toBe(false);
});

test('meshes of one name in different apps that are written together keep their clusters', () => {
  const write = (staging: string, live: string): void => {
    ClusterApp.synthAll([...appsOf([staging], ['own'], 'map', 'staging'), ...appsOf([live], ['own'], 'map', 'live')]);
  };
  write('west', 'east');
  write('east', 'west');
  expect([...filesUnder(outdir).keys()]).toEqual(['live/west/own.k8s.yaml', 'staging/east/own.k8s.yaml']);
});

test('a name with a folder in the list of what was written deletes nothing', () => {
  ClusterApp.synthAll(appsOf(['east']));
  const list = path.join(outdir, 'shop', 'east', LIST);
  fs.writeFileSync(path.join(outdir, 'mine.k8s.yaml'), 'mine');
  fs.appendFileSync(list, '../../mine.k8s.yaml\n');
  ClusterApp.synthAll(appsOf(['east'], ['new']));
  expect([...filesUnder(outdir).keys()]).toEqual(['mine.k8s.yaml', 'shop/east/new.k8s.yaml']);
});

test('the drafts of a process that was killed are removed, and those of a running one stay', () => {
  const folder = path.join(outdir, 'shop', 'east');
  // no process has an id above the maximum of the kernel
  for (const id of [process.pid, 4_194_305]) fs.mkdirSync(path.join(folder, `.draft-${id}-abc`), { recursive: true });
  ClusterApp.synthAll(appsOf(['east']));
  expect(fs.readdirSync(folder).filter((name) => name.startsWith('.draft'))).toEqual([`.draft-${process.pid}-abc`]);
});

test('if something is wrong, nothing is written, no folder is made, and nothing is deleted', () => {
  const broken = (): readonly ClusterApp[] => {
    const apps = appsOf(['east'], ['own', 'new']);
    for (const app of apps)
      new ApiObject(new Chart(app, 'twice'), 'map', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'map-own' },
      });
    return apps;
  };
  expect(
    codesOf(() => {
      ClusterApp.synthAll(broken());
    }),
  ).toContain('MC030');
  expect(fs.readdirSync(outdir)).toEqual([]);
  ClusterApp.synthAll(appsOf(['east'], ['old']));
  const before = stateOf();
  expect(
    codesOf(() => {
      ClusterApp.synthAll(broken());
    }),
  ).toContain('MC030');
  expect(stateOf()).toEqual(before);
});

test('a generator makes the apps one after another, and is asked for the next once the last is drafted', () => {
  const events: string[] = [];
  function* apps(): Generator<ClusterApp> {
    for (const app of appsOf(['east', 'west'])) {
      app.node.addValidation({ validate: () => (events.push(`render ${app.plan.cluster.name}`), []) });
      events.push(`make ${app.plan.cluster.name}`);
      yield app;
    }
  }
  ClusterApp.synthAll(apps());
  expect(events).toEqual(['make east', 'render east', 'make west', 'render west']);
  expect([...filesUnder(outdir).keys()]).toEqual(['shop/east/own.k8s.yaml', 'shop/west/own.k8s.yaml']);
});

test('a generator that throws leaves everything as it was', () => {
  ClusterApp.synthAll(appsOf(['east', 'west']));
  const before = filesUnder(outdir);
  function* apps(): Generator<ClusterApp> {
    yield* appsOf(['east'], ['own'], 'other');
    throw new Error('no more');
  }
  expect(() => {
    ClusterApp.synthAll(apps());
  }).toThrow('no more');
  expect(filesUnder(outdir)).toEqual(before);
  expect(fs.readdirSync(path.join(outdir, 'shop', 'east'))).toHaveLength(2);
});

test.each<[string, () => Iterable<ClusterApp>]>([
  ['no apps', () => new Set<ClusterApp>()],
  ['something else', () => new Set([{} as ClusterApp])],
])('fails with MC035 for a generator of %s', (_, apps) => {
  expect(
    codesOf(() => {
      ClusterApp.synthAll(apps());
    }),
  ).toEqual(['MC035']);
});
