/** @module README.md and the pages of docs/ do what they say: programs compile and run, their output is the output shown. */
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';
import { filesUnder } from '../support/manifests';

const root = path.join(__dirname, '../..');
const folder = path.join(root, '.examples');

interface Block {
  readonly info: string;
  readonly text: string;
}

interface Program {
  readonly file: string;
  readonly text: string;
}

interface Page {
  readonly name: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly programs: readonly Program[];
}

const isTest = (text: string): boolean => text.includes('toMatchSnapshot');

function pageOf(name: string): Page {
  const text = fs.readFileSync(path.join(root, name), 'utf8');
  const found = [...text.matchAll(/^```(.*)\n([^]*?)^```$/gm)];
  const blocks = found.map(([, info = '', block = '']) => ({ info, text: block }));
  const programs = blocks
    .filter(({ info }) => info === 'ts')
    .map(({ text: program }, index) => ({
      file: path.join(folder, `${path.basename(name, '.md')}-${index}`, isTest(program) ? 'main.test.ts' : 'main.ts'),
      text: program,
    }));
  return { name, text, blocks, programs };
}

const markdownIn = (where: string): readonly string[] =>
  fs.readdirSync(path.join(root, where)).filter((name) => name.endsWith('.md'));
const pages = [...markdownIn('.'), ...markdownIn('docs').map((name) => `docs/${name}`)].map(pageOf);
const withPrograms = pages.filter(({ programs }) => programs.length > 0);
const [readme] = pages.filter(({ name }) => name === 'README.md');
/** What each page's programs write, by file; several programs may write one. */
const outputs = new Map<string, Map<string, string>>();

/** Runs Node.js; fails with what it says. */
function run(args: readonly string[], env: Record<string, string> = {}, cwd = root): void {
  execFileSync(process.execPath, args, { cwd, env: { ...process.env, ...env }, stdio: 'pipe' });
}

/** Writes a program as one of this repository. */
function writeProgram({ file, text }: Program): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const local = text.replaceAll("'cdk8s-istio-multicluster'", "'../../lib'");
  fs.writeFileSync(file, local.replaceAll("'cdk8s-istio-multicluster/", "'../../"));
}

beforeAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
  for (const { name, programs } of withPrograms) {
    const written = new Map<string, string>();
    outputs.set(name, written);
    for (const program of programs) {
      writeProgram(program);
      if (isTest(program.text)) continue;
      const outdir = path.join(path.dirname(program.file), 'dist');
      fs.mkdirSync(outdir); // for a program that writes nothing
      run(['-r', 'tsx/cjs', program.file], { CDK8S_OUTDIR: outdir });
      for (const [file, manifests] of filesUnder(outdir)) written.set(file, (written.get(file) ?? '') + manifests);
    }
  }
}, 120_000);

test('their programs write manifests', () => {
  const written = [...outputs].map(([name, files]) => [name, [...files.keys()]] as const);
  expect(Object.fromEntries(written.filter(([, files]) => files.length > 0))).toEqual({
    'README.md': ['shop/east/shop.k8s.yaml', 'shop/west/shop.k8s.yaml'],
    'docs/composing.md': ['cluster1.k8s.yaml', 'cluster2.k8s.yaml'],
    'docs/gateways.md': ['shop/east/ingress.k8s.yaml', 'shop/east/shop.k8s.yaml', 'shop/west/shop.k8s.yaml'],
    'docs/least-privilege.md': ['guarded/east/guarded.k8s.yaml', 'guarded/west/guarded.k8s.yaml'],
    'docs/workloads.md': ['east', 'west'].flatMap((name) => [
      `books/${name}/mesh.k8s.yaml`,
      `books/${name}/own.k8s.yaml`,
    ]),
  });
});

test('their programs compile, strictly', () => {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), (file) => fs.readFileSync(file, 'utf8')) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const files = withPrograms.flatMap(({ programs }) => programs.map(({ file }) => file));
  const program = ts.createProgram(files, options);
  const faults = files.flatMap((file) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(file))
      .map(({ messageText }) => [path.relative(folder, file), messageText]),
  );
  expect(faults).toEqual([]);
});

const shown = pages.flatMap(({ name, blocks }) =>
  blocks.filter(({ info }) => info.startsWith('yaml')).map(({ info, text }) => ({ name, info, text })),
);

test.each(shown)('the manifests that $name shows are part of what is written: $info', ({ name, info, text }) => {
  expect(outputs.get(name)?.get(info.replace('yaml file=', ''))).toContain(text);
});

/** How the first program of a page is spoilt, so that it fails with the errors that the page shows. */
const SPOILT: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'README.md': [
    [", { gateway: GatewayAddress.parse('192.0.2.7') }", ''],
    ['weight: 90', 'weight: 0'],
    ['weight: 10', 'weight: 0'],
  ],
  'docs/workloads.md': [["{ app: 'reviews', ...podLabels }", "{ app: 'reviews', version }"]],
};
const errors = pages.flatMap(({ name, blocks, programs: [program] }) =>
  blocks.filter(({ text }) => /^\[?ConfigError/.test(text)).map(({ text }) => ({ name, text, program })),
);

test.each(errors)('the errors that $name shows are those of its first program, spoilt', ({ name, text, program }) => {
  const file = path.join(folder, `${path.basename(name, '.md')}-spoilt`, 'main.ts');
  const spoilt = (SPOILT[name] ?? []).reduce((before, [from, to]) => before.replace(from, to), program?.text ?? '');
  writeProgram({ file, text: spoilt });
  const lines = text.trim().split('\n');
  const runSpoilt = (): void => {
    run(['-r', 'tsx/cjs', 'main.ts'], { CDK8S_OUTDIR: path.join(path.dirname(file), 'dist') }, path.dirname(file));
  };
  // "…" stands for those that are not shown
  expect(runSpoilt).toThrow(lines.filter((line) => line.trim() !== '…').join('\n'));
});

test('their tests pass, with a snapshot per cluster', () => {
  const config = {
    rootDir: folder,
    transform: { '\\.ts$': ['ts-jest', { tsconfig: path.join(root, 'tsconfig.json') }] },
  };
  run([require.resolve('jest/bin/jest'), '--ci=false', '--config', JSON.stringify(config)]);
  const tests = withPrograms.flatMap(({ programs }) => programs.filter(({ text }) => isTest(text)));
  const snapshots = tests.map(({ file }) =>
    fs.readFileSync(path.join(path.dirname(file), '__snapshots__/main.test.ts.snap'), 'utf8'),
  );
  expect(snapshots).toEqual([expect.stringContaining('exports[`the manifests of each cluster: east 1`]')]);
});

/** The places in a page that a link can lead to: its headings, and what has an id. */
function anchorsOf(file: string): readonly string[] {
  const text = fs.readFileSync(file, 'utf8');
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
  return [...headings, ...[...text.matchAll(/id="([^"]+)"/g)].map(([, id = '']) => id)];
}

test.each(pages)('what $name links to is there', ({ name, text }) => {
  const prose = text.replaceAll(/^```.*\n[^]*?^```$/gm, '');
  const links = [...prose.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)];
  const broken = links.filter(([, link = '', anchor]) => {
    const file = link === '' ? path.join(root, name) : path.join(root, path.dirname(name), link);
    return !fs.existsSync(file) || (anchor !== undefined && !anchorsOf(file).includes(anchor));
  });
  expect(broken.map(([link]) => link)).toEqual([]);
});

test('README.md leads to every page', () => {
  const missing = pages.filter(({ name }) => name !== 'README.md' && !readme?.text.includes(`](${name}`));
  expect(missing.map(({ name }) => name)).toEqual([]);
});

test('the commands that README.md names are there', () => {
  const { scripts } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: object };
  expect(Object.keys(scripts)).toContain('test');
  expect(readme?.text).toMatch(/^npm ci && npx cdk8s synth .*\nnpm ci && npm test /m);
});
