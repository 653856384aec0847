/** @module Tests what happens if two runs write into the folders of the same clusters at once: the result is that of one of them. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { ClusterApp, type ConfigIssue, GatewayAddress, Mesh, SniAddressing } from '../../lib';
import { LIST, listFile } from '../../lib/app/written-list';
import { issuesOf } from '../support/issues';
import { filesUnder } from '../support/manifests';
import { temporaryFolder } from '../support/written';
import { build } from './interrupted/built';
import { CLUSTERS, VERSIONS, write } from './interrupted/versions';

let outdir = '';
beforeEach(() => (outdir = temporaryFolder()));
afterEach(() => {
  fs.rmSync(outdir, { recursive: true });
});

/** Apps of two clusters, with a ConfigMap in each. */
function appsOf(texts: readonly [string, string]): readonly ClusterApp[] {
  const mesh = new Mesh('shop', { namespaces: 'existing' });
  for (const [index, name] of ['east', 'west'].entries())
    mesh.addCluster(name, { gateway: GatewayAddress.parse(`192.0.2.${index + 1}`) });
  return mesh.plan(new SniAddressing()).clusters.map((plan, index) => {
    const app = new ClusterApp({ name: 'shop', plan, outdir });
    const data = { text: texts[index] };
    new ApiObject(new Chart(app, 'own'), 'map', { apiVersion: 'v1', kind: 'ConfigMap', data });
    return app;
  });
}

function issuesOfWriting(apps: Iterable<ClusterApp>): readonly ConfigIssue[] {
  return issuesOf(() => {
    ClusterApp.synthAll(apps);
  });
}

const folderOf = (cluster: string): string => path.join(outdir, 'shop', cluster);

/** Locks the folder of a cluster as a process does. */
function lock(cluster: string, id: number): void {
  fs.mkdirSync(path.join(folderOf(cluster), '.draft-lock'), { recursive: true });
  fs.writeFileSync(path.join(folderOf(cluster), '.draft-lock', String(id)), '');
}

/** No process has an id above the maximum of the kernel. */
const DEAD = 4_194_305;

test('fails with MC193 for a folder that a running process is writing into, and replaces nothing', () => {
  expect(issuesOfWriting(appsOf(['old', 'old']))).toEqual([]);
  const before = filesUnder(outdir);
  lock('west', process.ppid);
  expect(issuesOfWriting(appsOf(['new', 'new'])).map(({ code, what, fix }) => [code, what, fix])).toEqual([
    [
      'MC193',
      `The folder "${folderOf('west')}" must be written by one run at a time, but process ${process.ppid} is writing into it.`,
      `Run it again when the process has ended. If the process does something else, remove "${folderOf('west')}/.draft-lock".`,
    ],
  ]);
  fs.rmSync(path.join(folderOf('west'), '.draft-lock'), { recursive: true });
  expect(filesUnder(outdir)).toEqual(before);
  expect(fs.readdirSync(folderOf('east'))).toEqual([LIST, 'own.k8s.yaml']);
});

test('a new folder that a running process has made stays as it is', () => {
  lock('west', process.ppid);
  expect(issuesOfWriting(appsOf(['new', 'new'])).map(({ code }) => code)).toEqual(['MC193']);
  expect(fs.readdirSync(path.join(outdir, 'shop'))).toEqual(['west']);
});

test('the lock of a process that was killed is removed, also if nothing changes', () => {
  expect(issuesOfWriting(appsOf(['old', 'old']))).toEqual([]);
  for (const cluster of ['east', 'west']) lock(cluster, DEAD);
  expect(issuesOfWriting(appsOf(['old', 'new']))).toEqual([]);
  for (const cluster of ['east', 'west']) expect(fs.readdirSync(folderOf(cluster))).toEqual([LIST, 'own.k8s.yaml']);
  expect([...filesUnder(outdir).values()].map((text) => /text: (.*)/.exec(text)?.[1])).toEqual(['old', 'new']);
});

test('a run that would change nothing needs no lock', () => {
  expect(issuesOfWriting(appsOf(['old', 'old']))).toEqual([]);
  lock('west', process.ppid);
  expect(issuesOfWriting(appsOf(['old', 'old']))).toEqual([]);
});

test.each<[string, () => void]>([
  [
    'has replaced a file there',
    () => {
      fs.writeFileSync(`${folderOf('east')}/draft`, 'text: other');
      fs.renameSync(`${folderOf('east')}/draft`, `${folderOf('east')}/own.k8s.yaml`);
    },
  ],
  [
    'is writing there',
    () => {
      lock('east', process.ppid);
    },
  ],
])('fails with MC193 if a folder would stay the same, and another run %s before the others are replaced', (_, act) => {
  expect(issuesOfWriting(appsOf(['old', 'old']))).toEqual([]);
  const west = fs.readFileSync(`${folderOf('west')}/own.k8s.yaml`, 'utf8');
  function* apps(): Generator<ClusterApp> {
    const [first, second] = appsOf(['old', 'new']);
    if (first === undefined || second === undefined) throw new Error('there are two clusters');
    yield first;
    act();
    yield second;
  }
  expect(issuesOfWriting(apps()).map(({ code, what, fix }) => [code, what, fix])).toEqual([
    [
      'MC193',
      `The folder "${folderOf('east')}" must be written by one run at a time, but another run has written into it meanwhile.`,
      'Run it again.',
    ],
  ]);
  expect(fs.readFileSync(`${folderOf('west')}/own.k8s.yaml`, 'utf8')).toBe(west);
});

test('what another run is writing for a cluster is not deleted as that of an earlier one', () => {
  fs.mkdirSync(folderOf('gone'), { recursive: true });
  fs.writeFileSync(path.join(folderOf('gone'), LIST), listFile({ mesh: 'shop', files: [] }));
  lock('gone', process.ppid);
  expect(issuesOfWriting(appsOf(['old', 'old']))).toEqual([]);
  expect(fs.existsSync(path.join(folderOf('gone'), LIST))).toBe(true);
  fs.rmSync(path.join(folderOf('gone'), '.draft-lock'), { recursive: true });
  expect(issuesOfWriting(appsOf(['old', 'old']))).toEqual([]);
  expect(fs.existsSync(folderOf('gone'))).toBe(false);
});

describe('two processes that write different versions at once', () => {
  const LEAST_ROUNDS = 20;

  /** They rarely meet on a slow machine. */
  const MOST_ROUNDS = 500;
  let built = '';
  beforeAll(() => {
    built = temporaryFolder();
    build(built);
  }, 60_000);
  afterAll(() => {
    fs.rmSync(built, { recursive: true });
  });

  function start(version: string): ChildProcessWithoutNullStreams {
    const program = path.join(built, 'test/app/interrupted/write-on-request.js');
    const env = { ...process.env, NODE_PATH: path.join(__dirname, '../../node_modules') };
    return spawn(process.execPath, [program, outdir, version], { env });
  }

  async function ask(child: ChildProcessWithoutNullStreams): Promise<string> {
    const answer = once(child.stdout, 'data');
    child.stdin.write('go\n');
    return String(await answer).trim();
  }

  test('leave the whole result of one of them, and one that has not written fails with MC193', async () => {
    const wholes = VERSIONS.map((version) => {
      const whole = path.join(outdir, `whole-${version}`);
      write(whole, version);
      return new Map(filesUnder(whole));
    });
    write(outdir, 'a');
    const children = VERSIONS.map(start);
    const answers = new Set<string>();
    const ended = children.map((child) => once(child, 'exit'));
    try {
      for (let round = 0; round < LEAST_ROUNDS || (answers.size < 2 && round < MOST_ROUNDS); round++) {
        // otherwise one of them would find what it wrote the last time, and have nothing to write
        for (const cluster of CLUSTERS)
          fs.appendFileSync(path.join(folderOf(cluster), 'shared-0.k8s.yaml'), '# edited\n');
        for (const answer of await Promise.all(children.map(ask))) answers.add(answer);
        const found = new Map([...filesUnder(path.join(outdir, 'shop'))].map(([name, text]) => [`shop/${name}`, text]));
        expect(wholes).toContainEqual(found);
      }
    } finally {
      for (const child of children) child.stdin.end();
      await Promise.all(ended);
    }
    expect(answers).toEqual(new Set(['written', 'MC193']));
  }, 60_000);
});
