/** @module Tests what the package loads. Loading takes most of the time that a small mesh takes. */
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { compileInto } from './compile';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'compile-'));

afterAll(() => {
  fs.rmSync(folder, { recursive: true });
});

test('the package loads cdk8s, but not what only expressions and readers of manifests need', () => {
  compileInto(folder);
  const program = `require('./lib/index.js'); console.log(Object.keys(require.cache).join('\\n'))`;
  const loaded = execFileSync(process.execPath, ['-e', program], { cwd: folder, encoding: 'utf8' });
  expect(loaded).toMatch(/[/]cdk8s[/]/);
  expect(loaded).not.toMatch(/[/]re2js[/]|[/]js-yaml[/]/);
});
