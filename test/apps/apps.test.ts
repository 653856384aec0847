/** @module Tests the whole output of the apps: article-2019 equals the article, and all files equal reviewed YAML. */
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { filesUnder, objectsIn } from '../support/manifests';

const snapshots = path.join(__dirname, 'snapshots');

/** Runs the apps as `cdk8s synth` does, and returns the files that they write. */
function synthesize(env: Record<string, string>): ReadonlyMap<string, string> {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'apps-'));
  const ambient = { ...process.env };
  delete ambient['CLUSTER2_GW_ADDR'];
  execFileSync(process.execPath, ['-r', 'tsx/cjs', 'apps/main.ts'], {
    env: { ...ambient, ...env, CDK8S_OUTDIR: outdir },
    stdio: 'pipe',
  });
  const files = filesUnder(outdir);
  fs.rmSync(outdir, { recursive: true });
  return files;
}

const files = synthesize({});

function objectsUnder(folder: string, from: ReadonlyMap<string, string> = files): readonly unknown[] {
  return [...from].filter(([file]) => file.startsWith(`${folder}/`)).flatMap(([, text]) => objectsIn(text));
}

test.each(['cluster1', 'cluster2'])('article-2019 writes the objects of the article for %s, in order', (cluster) => {
  const golden = fs.readFileSync(path.join(__dirname, 'golden', `${cluster}.yaml`), 'utf8');
  expect(objectsUnder(`article-2019/${cluster}`)).toEqual(objectsIn(golden));
});

test.each([...files.keys()])('%s is the same as the reviewed file', (file) => {
  expect(files.get(file)).toMatchFile(path.join(snapshots, file));
});

test('every reviewed file is still written', () => {
  expect([...filesUnder(snapshots).keys()]).toEqual([...files.keys()]);
});

test('bookinfo gives cluster1 no routes for ratings, which only cluster2 calls', () => {
  const [one, two] = ['cluster1', 'cluster2'].map((cluster) => JSON.stringify(objectsUnder(`bookinfo/${cluster}`)));
  expect(one).toContain('"kind":"VirtualService"');
  expect(one).not.toContain('ratings');
  expect(two).toContain('ratings');
});

test('CLUSTER2_GW_ADDR replaces the placeholder of the address, and nothing else changes', () => {
  const unset = objectsUnder('bookinfo');
  const filled = JSON.stringify(unset).replaceAll('${CLUSTER2_GW_ADDR}', '192.0.2.7').replace('"DNS"', '"STATIC"');
  expect(JSON.stringify(unset)).toContain('${CLUSTER2_GW_ADDR}');
  expect(objectsUnder('bookinfo', synthesize({ CLUSTER2_GW_ADDR: '192.0.2.7' }))).toEqual(JSON.parse(filled));
});

test('CLUSTER2_GW_ADDR replaces the placeholder in article-2019 too', () => {
  const filled = JSON.stringify(objectsUnder('article-2019')).replaceAll('${CLUSTER2_GW_ADDR}', 'gw.example.com');
  const set = synthesize({ CLUSTER2_GW_ADDR: 'gw.example.com' });
  expect(objectsUnder('article-2019', set)).toEqual(JSON.parse(filled));
});
