/** @module Tests that what is written for a cluster is not held while the next one is rendered. */
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

test('neither the objects of a cluster nor its texts are held while the next one is rendered', () => {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'memory-'));
  // a process of its own, because what other tests hold may be released at any moment
  const program = path.join(__dirname, 'memory/held.ts');
  const argv = ['--expose-gc', '--import', 'tsx', program, outdir];
  const printed = execFileSync(process.execPath, argv, { encoding: 'utf8' });
  fs.rmSync(outdir, { recursive: true });
  expect(JSON.parse(printed)).toEqual([0, 0, 0]);
}, 60_000);
