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
  const [, readme = ''] = /^```ts\n([^]*?)^```$/m.exec(fs.readFileSync(path.join(root, 'README.md'), 'utf8')) ?? [];
  const program = path.join(folder, 'main.ts');
  fs.writeFileSync(program, readme.replace("'cdk8s-istio-multicluster'", `'${root}/lib'`));
  for (const app of ['apps/main.ts', program])
    execFileSync(process.execPath, ['-r', 'tsx/cjs', app], { cwd: root, env, stdio: 'ignore' });
}, 60_000);
afterAll(() => {
  fs.rmSync(folder, { recursive: true });
});

interface Trace {
  readonly command: string;
  /** The text of the lines that `grep` prints; empty for all. */
  readonly pattern: string;
  readonly printed: string;
}

function tracesIn(page: string): readonly Trace[] {
  const text = fs.readFileSync(path.join(root, page), 'utf8');
  const blocks = [...text.matchAll(/^```console\n\$ npx multicluster (.*?)(?: \| grep (.*))?\n([^]*?)\n```$/gm)];
  return blocks.map(([, command = '', pattern = '', printed = '']) => ({ command, pattern, printed }));
}

/** The arguments of a command, whose words in quotes have no quotes in them. */
function argumentsOf(command: string): readonly string[] {
  return [...command.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
}

/** What a command prints, and its exit status. */
function ran(command: string): { readonly lines: readonly string[]; readonly status: number } {
  const printed: string[] = [];
  const args = argumentsOf(command).map((arg) => arg.replace(/^dist\//, `${folder}/dist/`));
  const print = (text: string): void => {
    printed.push(text);
  };
  const status = run(args, { hasColours: false, print, complain: print });
  return { lines: printed.join('\n').replaceAll(`${folder}/`, '').split('\n'), status };
}

test.each([
  ['README.md', 3],
  ['docs/trace.md', 2],
])('%s shows %d traces as they are printed', (page, count) => {
  const traces = tracesIn(page);
  expect(traces).toHaveLength(count);
  for (const { command, pattern, printed } of traces)
    expect(ran(command).lines.filter((line) => line.includes(pattern))).toEqual(printed.split('\n'));
});

test('the examples of the help are answered', () => {
  const examples = ran('trace --help').lines.flatMap(
    (line) => /^ {2}multicluster (.* dist\/.*)$/.exec(line)?.[1] ?? [],
  );
  expect(examples.map((command) => ran(command).status)).toEqual([0, 1, 0]);
});
