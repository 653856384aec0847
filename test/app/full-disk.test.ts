/** @module Tests what happens on a disk without space, which is a file system in memory. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ApiObject, Chart } from 'cdk8s';
import { ClusterApp, SniAddressing } from '../../lib';
import { readList } from '../../lib/app/written-list';
import { issuesOf } from '../support/issues';
import { filesUnder } from '../support/manifests';
import { shop } from '../support/meshes';

const SIZE = 2 ** 20;
const disk = fs.mkdtempSync(path.join(os.tmpdir(), 'full-disk-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', disk], { encoding: 'utf8' });
afterAll(() => {
  if (mounted.status === 0) spawnSync('umount', [disk]);
  fs.rmdirSync(disk);
});

/** Writes a ConfigMap of some kilobytes for each cluster. */
function write(data: string): void {
  const apps = shop()
    .mesh.plan(new SniAddressing())
    .clusters.map((plan) => {
      const app = new ClusterApp({ name: 'shop', plan, outdir: disk });
      new ApiObject(new Chart(app, `own-${data}`), 'map', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        data: { data: data.repeat(6000) },
      });
      return app;
    });
  ClusterApp.synthAll(apps);
}

/** Fills the disk up to some pages. */
function fill(pages: number): void {
  const { bavail, bsize } = fs.statfsSync(disk);
  fs.writeFileSync(path.join(disk, 'filler'), Buffer.alloc((bavail - pages) * bsize));
}

// only root may mount: a machine where the tests have another user cannot have a full disk of its own
const onDisk = mounted.status === 0 ? describe : describe.skip;

onDisk('a disk of one MiB', () => {
  test('fails with MC188 if it is full, names the folder, and keeps what was there, wherever the space ends', () => {
    const found = new Set<unknown>();
    const changed: number[] = [];
    for (let pages = 0; pages < 24; pages++) {
      fs.rmSync(path.join(disk, 'shop'), { recursive: true, force: true });
      write('old');
      const before = state();
      fill(pages);
      const issues = issuesOf(() => {
        write('new');
      });
      fs.rmSync(path.join(disk, 'filler'));
      for (const { code, what, fix } of issues) found.add([code, what.replace(disk, '…'), fix].join(' '));
      if (issues.length === 0) found.add([...filesUnder(disk).keys()].join(' '));
      else if (!isDeepStrictEqual(state(), before)) changed.push(pages);
    }
    const fix = 'Free space on it, or give the app another "outdir".';
    const of = (cluster: string): string =>
      `MC188 The disk of "…/shop/${cluster}" must have space for the manifests, but has none left (ENOSPC: no space left on device). ${fix}`;
    expect(changed).toEqual([]);
    expect([...found]).toEqual([of('east'), of('west'), 'shop/east/own-new.k8s.yaml shop/west/own-new.k8s.yaml']);
  });
});

/** The files and lists on the disk. */
function state(): readonly unknown[] {
  return [...filesUnder(disk), ...['east', 'west'].map((cluster) => readList(path.join(disk, 'shop', cluster)))];
}
