/** @module Tests README.md and docs/: programs compile and run, their output is the output shown, and links work. */
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

const isTest = (text: string): boolean => text.includes('\ntest(');

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
/** The files that the programs of each page write. Several programs can write parts of one file. */
const outputs = new Map<string, Map<string, string>>();

/** Runs Node.js. If it fails, the error contains its output. */
function run(args: readonly string[], env: Record<string, string> = {}, cwd = root): void {
  execFileSync(process.execPath, args, { cwd, env: { ...process.env, ...env }, stdio: 'pipe' });
}

/** Writes a program so that it imports the library from this repository. */
function writeProgram({ file, text }: Program): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const local = text
    .replaceAll("'cdk8s-istio-multicluster'", "'../../lib'")
    .replaceAll("'cdk8s-istio-multicluster/testing'", "'../../lib/testing'");
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

/** The files of an app with these charts for the clusters east and west. */
function filesOf(app: string, ...charts: readonly string[]): readonly string[] {
  return ['east', 'west'].flatMap((cluster) => charts.map((chart) => `${app}/${cluster}/${chart}.k8s.yaml`));
}

test('the programs write manifests', () => {
  const written = [...outputs].map(([name, files]) => [name, [...files.keys()]] as const);
  expect(Object.fromEntries(written.filter(([, files]) => files.length > 0))).toEqual({
    'README.md': filesOf('shop', '0000-namespaces', 'shop'),
    'docs/composing.md': ['cluster1.k8s.yaml', 'cluster2.k8s.yaml'],
    'docs/day-2.md': filesOf('shop-staging', '0000-namespaces', 'settings', 'shop'),
    'docs/deployments.md': filesOf('shop', '0000-namespaces', 'shop').filter((file) => file.includes('/east/')),
    'docs/external-services.md': ['0000-namespaces', 'payments'].map((chart) => `payments/east/${chart}.k8s.yaml`),
    'docs/gateways.md': [...filesOf('shop', '0000-namespaces', 'shop'), 'shop/east/ingress.k8s.yaml'].sort(),
    'docs/least-privilege.md': filesOf('guarded', '0000-namespaces', 'guarded'),
    'docs/workloads.md': filesOf('books', 'mesh', 'own'),
  });
});

test('the programs compile in strict mode', () => {
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

test.each(shown)('the programs of $name write the manifests that it shows: $info', ({ name, info, text }) => {
  expect(outputs.get(name)?.get(info.replace('yaml file=', ''))).toContain(text);
});

/** The changes that make the first program of a page fail with the errors that the page shows. */
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

test.each(errors)(
  'the first program of $name, with a mistake in it, fails with the errors that the page shows',
  ({ name, text, program }) => {
    const file = path.join(folder, `${path.basename(name, '.md')}-spoilt`, 'main.ts');
    const spoilt = (SPOILT[name] ?? []).reduce((before, [from, to]) => before.replace(from, to), program?.text ?? '');
    writeProgram({ file, text: spoilt });
    const lines = text.trim().split('\n');
    const runSpoilt = (): void => {
      run(['-r', 'tsx/cjs', 'main.ts'], { CDK8S_OUTDIR: path.join(path.dirname(file), 'dist') }, path.dirname(file));
    };
    // "…" stands for errors that the page leaves out
    expect(runSpoilt).toThrow(lines.filter((line) => line.trim() !== '…').join('\n'));
  },
);

test('the tests of pages pass and write a snapshot for each cluster', () => {
  const config = {
    rootDir: folder,
    transform: { '\\.ts$': ['ts-jest', { tsconfig: path.join(root, 'tsconfig.json') }] },
  };
  // a test of README.md reads what the program before it has written
  const cwd = path.join(folder, 'README-0');
  run([require.resolve('jest/bin/jest'), '--ci=false', '--config', JSON.stringify(config)], {}, cwd);
  const tests = withPrograms.flatMap(({ programs }) => programs.filter(({ text }) => text.includes('toMatchSnapshot')));
  const snapshots = tests.map(({ file }) =>
    fs.readFileSync(path.join(path.dirname(file), '__snapshots__/main.test.ts.snap'), 'utf8'),
  );
  expect(snapshots).toEqual([expect.stringContaining('exports[`the manifests of each cluster: east 1`]')]);
});

/** The anchors of a page: its headings and its ids. */
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

/** The links from pages to files and anchors of this repository, without those in code blocks. */
const links = pages.flatMap(({ name, text }) => {
  const prose = text.replaceAll(/^```.*\n[^]*?^```$/gm, '');
  const found = [...prose.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)];
  return found.map(([, to = '', anchor]) => ({ name, to, anchor: anchor ?? '' }));
});

test.each(links)('the link from $name to $to#$anchor works', ({ name, to, anchor }) => {
  const file = to === '' ? path.join(root, name) : path.join(root, path.dirname(name), to);
  expect(fs.existsSync(file)).toBe(true);
  expect(anchor === '' ? [''] : anchorsOf(file)).toContain(anchor);
});

test('README.md links to every page', () => {
  const others = pages.map(({ name }) => name).filter((name) => name !== 'README.md');
  expect(others).toContain('docs/rules.md');
  expect(others.filter((name) => !readme?.text.includes(`](${name}`))).toEqual([]);
});

test('the commands in README.md exist', () => {
  const { scripts } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: object };
  expect(Object.keys(scripts)).toContain('test');
  expect(readme?.text).toMatch(/^npm ci && npx cdk8s synth .*\nnpm ci && npm test /m);
});
