/** @module Tests that `npm run bench` runs, with the programs that need nothing but Node.js and Python. */
import { execFileSync } from 'node:child_process';
import * as path from 'node:path';

const root = path.join(__dirname, '../..');

test('the benchmark measures how long requests take to follow', () => {
  const size = ['--clusters', '2', '--services', '2', '--trace', '--runs', '1'];
  const text = execFileSync(process.execPath, ['-r', 'tsx/cjs', 'test/bench/run.ts', ...size], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(text).toMatch(
    /^as this library writes them: 36 objects, .* MB\none request \d.* s, js-yaml alone \d.* s, ratio \d/,
  );
  expect(text).toMatch(
    /\nwith a uid in each object: 36 objects, .*\n.*\n10000 requests \d.* s, 8 request classes and their/,
  );
}, 300_000);

test('the benchmark compares the objects of two programs and ends with the ratio', () => {
  const size = ['--clusters', '2', '--services', '2', '--distribution', 'spread', '--charts', 'service', '--runs', '1'];
  const against = ['plain', 'cluster-charts', 'floor'].flatMap((name) => ['--against', name]);
  const text = execFileSync(process.execPath, ['-r', 'tsx/cjs', 'test/bench/run.ts', ...size, ...against], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(text).toContain('2 clusters, 2 services, spread, a chart per service: 44 objects');
  expect(text).toMatch(/\nours \d+\.\d+ s, floor \d+\.\d+ s, ratio \d+\.\d+, memory ours \d+ MiB, floor \d+ MiB\n$/);
}, 300_000);
