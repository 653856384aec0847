/** @module README.md does what it says: its programs compile and run, and their output is the output shown. */
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';
import { filesUnder } from '../support/manifests';

const root = path.join(__dirname, '../..');
const readme = fs.readFileSync(path.join(root, 'README.md'), 'utf8');
const folder = path.join(root, '.readme');

interface Block {
  readonly info: string;
  readonly text: string;
}

const blocks: readonly Block[] = [...readme.matchAll(/^```(.*)\n([^]*?)^```$/gm)].map(([, info = '', text = '']) => ({
  info,
  text,
}));
const isTest = (text: string): boolean => text.includes('toMatchSnapshot');
const programs = blocks
  .filter(({ info }) => info === 'ts')
  .map(({ text }, index) => ({ file: path.join(folder, `${index}`, isTest(text) ? 'main.test.ts' : 'main.ts'), text }));
const outputs = new Map<string, string>();

/** Runs Node.js; fails with what it says. */
function run(args: readonly string[], env: Record<string, string> = {}, cwd = root): void {
  execFileSync(process.execPath, args, { cwd, env: { ...process.env, ...env }, stdio: 'pipe' });
}

beforeAll(() => {
  fs.rmSync(folder, { recursive: true, force: true });
  for (const { file, text } of programs) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text.replaceAll("'cdk8s-istio-multicluster'", "'../../lib'"));
    const outdir = path.join(path.dirname(file), 'dist');
    if (isTest(text)) continue;
    fs.mkdirSync(outdir); // for a program that writes nothing
    run(['-r', 'tsx/cjs', file], { CDK8S_OUTDIR: outdir });
    for (const [written, manifests] of filesUnder(outdir)) outputs.set(written, manifests);
  }
});

test('its programs write manifests', () => {
  expect([...outputs.keys()]).toEqual([
    'shop/east/shop.k8s.yaml',
    'shop/west/shop.k8s.yaml',
    'guarded/east/guarded.k8s.yaml',
    'guarded/west/guarded.k8s.yaml',
    'books/east/mesh.k8s.yaml',
    'books/east/own.k8s.yaml',
    'books/west/mesh.k8s.yaml',
    'books/west/own.k8s.yaml',
    'cluster1.k8s.yaml',
    'cluster2.k8s.yaml',
  ]);
});

test('its programs compile, strictly', () => {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), (file) => fs.readFileSync(file, 'utf8')) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const program = ts.createProgram(
    programs.map(({ file }) => file),
    options,
  );
  const faults = programs.flatMap(({ file }) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file)));
  expect(faults.map(({ messageText }) => messageText)).toEqual([]);
});

test('the manifests it shows are part of what is written', () => {
  const shown = blocks.filter(({ info }) => info.startsWith('yaml file='));
  expect(shown).toHaveLength(4);
  for (const { info, text } of shown) expect(outputs.get(info.replace('yaml file=', ''))).toContain(text);
});

test('the errors it shows are those of its first program, spoilt', () => {
  const [program] = programs;
  if (program === undefined) throw new Error('README.md has programs');
  const spoilt = program.text
    .replace(", { gateway: GatewayAddress.parse('192.0.2.7') }", '')
    .replace('weight: 90', 'weight: 0')
    .replace('weight: 10', 'weight: 0')
    .replaceAll("'cdk8s-istio-multicluster'", "'../../lib'");
  const file = path.join(path.dirname(program.file), 'main.ts');
  fs.writeFileSync(file, spoilt);
  const runSpoilt = (): void => {
    run(['-r', 'tsx/cjs', 'main.ts'], {}, path.dirname(file));
  };
  const shown = blocks.find(({ text }) => text.startsWith('ConfigError'))?.text ?? '';
  expect(runSpoilt).toThrow(shown.trim());
});

test('its test passes, with a snapshot per cluster', () => {
  const config = {
    rootDir: folder,
    transform: { '\\.ts$': ['ts-jest', { tsconfig: path.join(root, 'tsconfig.json') }] },
  };
  run([require.resolve('jest/bin/jest'), '--ci=false', '--config', JSON.stringify(config)]);
  const [snapshot = ''] = programs.filter(({ text }) => isTest(text)).map(({ file }) => path.dirname(file));
  const written = fs.readFileSync(path.join(snapshot, '__snapshots__/main.test.ts.snap'), 'utf8');
  expect(written).toContain('exports[`the manifests of each cluster: east 1`]');
});

test('the files it links to are there', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link = '']) => link);
  expect(links.filter((link) => !fs.existsSync(path.join(root, link)))).toEqual([]);
});

test('the commands it names are there', () => {
  const { scripts } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: object };
  expect(Object.keys(scripts)).toContain('test');
  expect(readme).toMatch(/^npm ci && npx cdk8s synth .*\nnpm ci && npm test /m);
});
