/** @module Tests that a run which is killed at any moment leaves whole files, and nothing that a later run does not clean up. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as fc from 'fast-check';
import { LIST, readList } from '../../lib/app/written-list';
import { build } from './interrupted/built';
import { VERSIONS, write } from './interrupted/versions';

/** How often a run is killed, at least and at most. */
const KILLS = 50;
const MOST_KILLS = 400;
const CLUSTERS = ['east', 'north', 'west'];

let folder = '';
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'interrupted-'));
  build(path.join(folder, 'built'));
}, 60_000);
afterAll(() => {
  fs.rmSync(folder, { recursive: true });
});

/** Writes both versions into a folder by turns, and is killed some time after it has begun to write. */
async function interrupted(outdir: string, signal: NodeJS.Signals, milliseconds: number): Promise<void> {
  const program = path.join(folder, 'built/test/app/interrupted/write-forever.js');
  const child = spawn(process.execPath, [program, outdir], {
    env: { ...process.env, NODE_PATH: path.join(__dirname, '../../node_modules') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await setTimeout(milliseconds);
  const end = once(child, 'exit');
  child.kill(signal);
  expect(await end).toEqual([null, signal]);
}

/** The texts of the files in the folder of a cluster, without those of drafts. */
function textsOf(outdir: string, cluster: string): ReadonlyMap<string, string> {
  const from = path.join(outdir, 'shop', cluster);
  const names = fs.readdirSync(from).filter((name) => !isDraft(name));
  return new Map(names.map((name) => [name, fs.readFileSync(path.join(from, name), 'utf8')]));
}

/** The names of all files and folders in the folders of clusters. */
function namesIn(outdir: string): readonly string[] {
  const options = { recursive: true, encoding: 'utf8' } as const;
  return CLUSTERS.flatMap((cluster) => fs.readdirSync(path.join(outdir, 'shop', cluster), options));
}

/** Whether it is a folder of drafts, or a draft. Without an extension, nothing takes a draft for a manifest. */
function isDraft(name: string): boolean {
  return /^\.draft-(lock|\d+-\w{6})(\/\d+)?$/.test(name);
}

test('a run that is killed at any moment leaves each file as a whole, and each of its files on the list', async () => {
  const wholes = VERSIONS.map((version) => {
    const outdir = path.join(folder, version);
    write(outdir, version);
    return textsOf(outdir, 'east');
  });
  const outdir = path.join(folder, 'dist');
  const seen = { drafts: 0, mixed: 0 };
  const moments = fc.sample(fc.nat({ max: 160 }), { numRuns: MOST_KILLS, seed: 20_261_127 });
  for (const [kill, milliseconds] of moments.entries()) {
    // some kills must come while files are drafted, and some while they are replaced, which takes little time
    if (kill >= KILLS && Math.min(seen.drafts, seen.mixed) > 0) break;
    await interrupted(outdir, kill % 2 === 0 ? 'SIGINT' : 'SIGKILL', milliseconds);
    seen.drafts += namesIn(outdir).some(isDraft) ? 1 : 0;
    const versions = CLUSTERS.flatMap((cluster) => [...versionsIn(outdir, cluster, wholes)]);
    seen.mixed += new Set(versions).size > 1 ? 1 : 0;
  }
  expect(Math.min(seen.drafts, seen.mixed)).toBeGreaterThan(0);
  write(outdir, 'a');
  for (const cluster of CLUSTERS) expect(textsOf(outdir, cluster)).toEqual(wholes[0]);
  expect(namesIn(outdir).filter(isDraft)).toEqual([]);
}, 300_000);

/** The versions of the files of a cluster: each must be that of a version, and on the list. */
function versionsIn(
  outdir: string,
  cluster: string,
  wholes: readonly ReadonlyMap<string, string>[],
): ReadonlySet<number> {
  const { [LIST]: list = '', ...files } = Object.fromEntries(textsOf(outdir, cluster));
  const found = Object.entries(files).map(
    ([name, text]) => [name, wholes.map((whole) => whole.get(name) === text)] as const,
  );
  expect(found.filter(([, matches]) => !matches.includes(true)).map(([name]) => name)).toEqual([]);
  expect(readList(path.join(outdir, 'shop', cluster))?.files).toEqual(expect.arrayContaining(Object.keys(files)));
  expect(list).toMatch(/\n$/);
  return new Set(found.filter(([, matches]) => !matches.every(Boolean)).map(([, matches]) => matches.indexOf(true)));
}

test('a run that changes nothing removes the drafts of runs that were killed', () => {
  const outdir = path.join(folder, 'same');
  write(outdir, 'a');
  // no process has an id above the maximum of the kernel
  const abandoned = path.join(outdir, 'shop', 'east', '.draft-4194305-abcdef');
  fs.mkdirSync(abandoned);
  fs.writeFileSync(path.join(abandoned, '0'), 'half a te');
  write(outdir, 'a');
  expect(fs.existsSync(abandoned)).toBe(false);
});
