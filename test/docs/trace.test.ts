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
  /** What its answer goes through: `grep TEXT`, `tail -NUMBER` or nothing. */
  readonly filter: string;
  readonly printed: string;
}

function tracesIn(page: string): readonly Trace[] {
  const text = fs.readFileSync(path.join(root, page), 'utf8');
  const blocks = [...text.matchAll(/^```console\n\$ npx multicluster (.*?)(?: \| (.*))?\n([^]*?)\n```$/gm)];
  return blocks.map(([, command = '', filter = '', printed = '']) => ({ command, filter, printed }));
}

/** The lines that pass a filter. */
function filtered(lines: readonly string[], filter: string): readonly string[] {
  const [tool, text = ''] = filter.split(' ');
  if (tool === 'tail') return lines.slice(Number(text));
  return lines.filter((line) => line.includes(text));
}

/** The arguments of a command, whose words in quotes have no quotes in them. */
function argumentsOf(command: string): readonly string[] {
  return [...command.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
}

/** What a command prints beside its answer, its answer, and its exit status. */
function ran(command: string): {
  readonly notes: readonly string[];
  readonly lines: readonly string[];
  readonly status: number;
} {
  const [out, err]: [string[], string[]] = [[], []];
  const args = argumentsOf(command).map((arg) => arg.replace(/^dist\//, `${folder}/dist/`));
  const status = run(args, {
    hasColours: false,
    print: (text) => out.push(text),
    complain: (text) => err.push(text),
  });
  const shown = (texts: readonly string[]): readonly string[] =>
    texts.flatMap((text) => text.replaceAll(`${folder}/`, '').split('\n'));
  return { notes: shown(err), lines: shown(out), status };
}

test.each([
  ['README.md', 3],
  ['docs/trace.md', 2],
])('%s shows %d traces as they are printed', (page, count) => {
  const traces = tracesIn(page);
  expect(traces).toHaveLength(count);
  for (const { command, filter, printed } of traces) {
    const { notes, lines } = ran(command);
    expect([...notes, ...filtered(lines, filter)]).toEqual(printed.split('\n'));
  }
});

test('the examples of the help are answered', () => {
  const examples = ran('trace --help').lines.flatMap(
    (line) => /^ {2}multicluster (.* dist\/.*)$/.exec(line)?.[1] ?? [],
  );
  expect(examples.map((command) => ran(command).status)).toEqual([0, 1, 0]);
});
