/** @module Tests that the traces in README.md and docs/ are what `multicluster trace` prints. */
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { run } from '../../lib/cli/run';
import { temporaryFolder } from '../support/written';

const root = path.join(__dirname, '../..');
let folder = '';
beforeAll(() => {
  folder = temporaryFolder();
  const { CLUSTER2_GW_ADDR: _, ...others } = process.env;
  const env = { ...others, CDK8S_OUTDIR: path.join(folder, 'dist') };
  execFileSync(process.execPath, ['-r', 'tsx/cjs', 'apps/main.ts'], { cwd: root, env, stdio: 'ignore' });
}, 60_000);
afterAll(() => {
  fs.rmSync(folder, { recursive: true });
});

interface Trace {
  readonly command: string;
  readonly printed: string;
}

function tracesIn(page: string): readonly Trace[] {
  const text = fs.readFileSync(path.join(root, page), 'utf8');
  const blocks = [...text.matchAll(/^```console\n\$ npx multicluster (.*)\n([^]*?)\n```$/gm)];
  return blocks.map(([, command = '', printed = '']) => ({ command, printed }));
}

/** The arguments of a command, whose words in quotes have no quotes in them. */
function argumentsOf(command: string): readonly string[] {
  return [...command.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
}

test.each([
  ['README.md', 2],
  ['docs/trace.md', 3],
])('%s shows %d traces as they are printed', (page, count) => {
  const traces = tracesIn(page);
  expect(traces).toHaveLength(count);
  for (const { command, printed } of traces) {
    const lines: string[] = [];
    const args = argumentsOf(command).map((arg) => arg.replace(/^dist\//, `${folder}/dist/`));
    run(args, { hasColours: false, print: (text) => lines.push(text), complain: (text) => lines.push(text) });
    expect(lines.join('\n').replaceAll(`${folder}/`, '')).toBe(printed);
  }
});
