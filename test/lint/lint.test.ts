/** @module The rules of lint/: which room of lib/ may import which, and what none may read. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const root = path.join(__dirname, '../..');

interface Reported {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly line: number; readonly message: string }[];
}

/** What ESLint says of a library with these files, as `<file>:<line> <message>`. */
function lint(files: Readonly<Record<string, string>>): readonly string[] {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'lint-')));
  try {
    const tsconfig = { extends: path.join(root, 'tsconfig.json'), compilerOptions: { rootDir: '.', types: [] } };
    const all = { ...files, 'tsconfig.json': JSON.stringify({ ...tsconfig, include: ['lib', 'test'] }) };
    for (const [name, text] of Object.entries(all)) {
      fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      fs.writeFileSync(path.join(folder, name), text);
    }
    // in a process of its own, as Jest cannot load a configuration that is an ES module
    const args = [path.join(root, 'node_modules/eslint/bin/eslint.js'), 'lib', '--format', 'json'];
    const config = ['--config', path.join(root, 'eslint.config.mjs')];
    const { stdout, stderr } = spawnSync(process.execPath, [...args, ...config], { cwd: folder, encoding: 'utf8' });
    if (stdout === '') throw new Error(stderr);
    return (JSON.parse(stdout) as Reported[]).flatMap(({ filePath, messages }) =>
      messages
        .filter(({ ruleId }) => ruleId === null || ruleId.includes('restricted'))
        .map(({ line, message }) => `${path.relative(folder, filePath)}:${line} ${message}`),
    );
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

const value = 'export const value = 1;\nexport type Value = number;\n';
const lib = {
  ...Object.fromEntries(
    ['app', 'errors', 'istio', 'manifests', 'match', 'mesh', 'plan'].map((room) => [`lib/${room}/index.ts`, value]),
  ),
  'lib/index.ts': "export { value } from './mesh';\n",
  'lib/messages.ts': "export { value } from './errors';\n",
  'test/support.ts': value,
};

const reported = lint({
  ...lib,
  // allowed
  'lib/trace/allowed.ts':
    "import { value } from '../manifests';\nexport { value as other } from '../match';\nvoid value;\n",
  'lib/cli/allowed.ts': "export { value } from '..';\nexport { value as other } from '../trace/allowed';\n",
  'lib/errors/call-site.ts':
    "import { fileURLToPath } from 'node:url';\nexport const value = fileURLToPath(process.cwd());\n",
  'lib/app/writer.ts': "import * as fs from 'node:fs';\nprocess.stderr.write(fs.readFileSync('a', 'utf8'));\n",
  'lib/manifests/reader.ts': "import { readFileSync } from 'node:fs';\nvoid readFileSync;\n",
  'lib/plan/allowed.ts': [
    "import { createHash } from 'node:crypto';",
    "import { isIP } from 'node:net';",
    "import * as path from 'node:path';",
    "import { inspect } from 'node:util';",
    'void [createHash, isIP, path, inspect, new Error(), new Date(0)];\n',
  ].join('\n'),
  // imports of other rooms
  'lib/trace/forbidden.ts': [
    "import { value } from '../mesh';",
    "import type { Value } from '../plan';",
    "import { type Value as Other } from '../app';",
    "export type * from '../mesh';",
    "export { value as more } from '../index';\n",
  ].join('\n'),
  'lib/match/forbidden.ts': "export { value } from '../errors';\n",
  'lib/errors/forbidden.ts': "export type { Value } from '../istio';\n",
  'lib/mesh/forbidden.ts': "export { value } from '../../test/support';\n",
  'lib/elsewhere/file.ts': value,
  'lib/loose.ts': value,
  // ambient input
  'lib/plan/ambient.ts': [
    'export const a = process.env;',
    'export const b = globalThis.process.pid;',
    'export const c = Math.random() + Date.now() + performance.now();',
    'export const d = new Date();',
    "export const e = fetch('a');",
    "export const f = import('../mesh');\n",
  ].join('\n'),
  'lib/plan/modules.ts': [
    "export * as a from 'node:fs';",
    "export * as b from 'fs/promises';",
    "export { execFileSync } from 'node:child_process';",
    "export { randomUUID } from 'node:crypto';",
    "export { connect } from 'node:net';",
    "export * as c from 'node:os';",
    "export { env } from 'node:process';\n",
  ].join('\n'),
  'lib/app/environment.ts': 'export const { env } = process;\n',
  'lib/manifests/writer.ts': "export { writeFileSync } from 'node:fs';\n",
});

function reportsOf(file: string): readonly string[] {
  return reported.flatMap((text) => (text.startsWith(`${file}:`) ? [text.slice(file.length + 1)] : []));
}

test('a room may import those that the map gives it, and a few files may read what others must not', () => {
  const faulty = /^lib\/(.*\/(forbidden|ambient|modules|environment|writer)\.ts|elsewhere\/file\.ts|loose\.ts):/;
  const allowed = reported.filter((text) => !faulty.test(text));
  expect(allowed).toEqual([]);
});

test('a reader must not import a writer, not even for a type', () => {
  const message =
    'imported in restricted zone. lib/trace may import lib/manifests, lib/match, lib/istio, and lib/errors only. ' +
    'Move what you need into lib/trace, or into a room that it may import.';
  expect(reportsOf('lib/trace/forbidden.ts')).toEqual(
    ['../mesh', '../plan', '../app', '../mesh', '../index'].map(
      (from, index) => `${index + 1} Unexpected path "${from}" ${message}`,
    ),
  );
});

test('the ground imports hardly anything', () => {
  expect([...reportsOf('lib/match/forbidden.ts'), ...reportsOf('lib/errors/forbidden.ts')]).toEqual([
    expect.stringContaining('lib/match may import lib/istio only. Move what you need into lib/match, or'),
    expect.stringContaining('lib/errors may import no other room. Move what you need into lib/errors.'),
  ]);
});

test('lib/ imports nothing beside itself', () => {
  expect(reportsOf('lib/mesh/forbidden.ts')).toEqual([expect.stringContaining('lib/ stands alone')]);
});

test('every file has a room', () => {
  const message = expect.stringContaining('this file is in no room of lint/rooms.mjs');
  expect([reportsOf('lib/elsewhere/file.ts'), reportsOf('lib/loose.ts')]).toEqual([[message], [message]]);
});

test('lib/ has no environment, clock, random values or requests', () => {
  expect(reportsOf('lib/plan/ambient.ts')).toEqual([
    expect.stringMatching(/^1 .*lib\/ reads no environment.* pass the value in/),
    expect.stringMatching(/^2 .*lib\/ reads no environment.* pass the value in/),
    expect.stringMatching(/^3 .*lib\/ has no random values\. Derive the value from the description/),
    expect.stringMatching(/^3 .*lib\/ has no clock/),
    expect.stringMatching(/^3 .*lib\/ has no clock/),
    expect.stringMatching(/^4 .*lib\/ has no clock/),
    expect.stringMatching(/^5 .*lib\/ sends no requests/),
    expect.stringMatching(/^6 .*Write an import declaration/),
  ]);
});

test('lib/ imports no module that reads or writes anything', () => {
  expect(reportsOf('lib/plan/modules.ts')).toEqual([
    expect.stringMatching(/^1 .*leave them to the room that does/),
    expect.stringMatching(/^2 .*leave them to the room that does/),
    expect.stringMatching(/^3 .*lib\/ starts no processes/),
    expect.stringMatching(/^4 .*Use createHash/),
    expect.stringMatching(/^5 .*lib\/ sends no requests/),
    expect.stringMatching(/^6 .*lib\/ reads no settings of the machine/),
    expect.stringMatching(/^7 .*lib\/ reads no settings of the machine/),
  ]);
});

test('the exceptions of a file allow nothing else', () => {
  expect([...reportsOf('lib/app/environment.ts'), ...reportsOf('lib/manifests/writer.ts')]).toEqual([
    expect.stringContaining('Only these properties are allowed: stderr'),
    expect.stringContaining("'writeFileSync' import from 'node:fs' is restricted because only"),
  ]);
});
