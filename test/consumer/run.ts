/**
 * Proves that the package works in another CDK8s app: packs it, checks the tarball, and installs and uses it there. Then does what
 * the documentation tells a reader to do.
 *
 * `npm run test:consumer` does all of this. With `-- --update` it updates the app's snapshot instead of comparing with it.
 * `npm run lint:package` stops after the checks of the tarball.
 * @module
 */
import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { parseAllDocuments } from 'yaml';

const CHECKOUT = path.resolve(__dirname, '../..');
const APP = path.join(__dirname, 'app');

/** The kinds that ads needs in each of its clusters. */
const ADS_MESH = [
  'ServiceEntry',
  'WorkloadEntry',
  'DestinationRule',
  'DestinationRule',
  'VirtualService',
  'Gateway',
] as const;

/** The kinds that the app's synth writes into each file of dist/, in order. */
const MANIFESTS = {
  'ads/east/mesh.k8s.yaml': ADS_MESH,
  'ads/east/own.k8s.yaml': ['Service', 'Deployment'],
  'ads/west/mesh.k8s.yaml': ADS_MESH,
  'ads/west/own.k8s.yaml': ['Service', 'Deployment'],
  'east.k8s.yaml': ['Service', 'ServiceAccount', 'Deployment', 'DestinationRule', 'Gateway'],
  'shop/east/0000-namespaces.k8s.yaml': ['Namespace'],
  'shop/east/shop.k8s.yaml': ['Service', 'ServiceAccount', 'Deployment', 'DestinationRule', 'Gateway'],
  'shop/west/0000-namespaces.k8s.yaml': ['Namespace'],
  'shop/west/shop.k8s.yaml': [
    ...['Service', 'ServiceAccount', 'Deployment', 'Service', 'ServiceAccount', 'Deployment'],
    ...['ServiceEntry', 'DestinationRule', 'DestinationRule', 'VirtualService'],
  ],
  'west.k8s.yaml': [
    ...['Service', 'ServiceAccount', 'Deployment', 'Service', 'ServiceAccount', 'Deployment'],
    ...['ServiceEntry', 'DestinationRule', 'DestinationRule', 'VirtualService', 'Sidecar'],
  ],
};

/** Runs a command and returns what it printed. If it fails, the error contains its output. */
function run(cwd: string, command: string, ...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${[command, ...args].join(' ')}\n${stdout}${stderr}`);
  return stdout;
}

/** Runs a program that is installed in a folder. `--no` keeps npx from downloading a missing one. */
function npx(cwd: string, ...args: readonly string[]): string {
  return run(cwd, 'npx', '--no', '--', ...args);
}

/** Runs one step and prints a line about it. */
function step<T>(title: string, action: () => T): T {
  const start = performance.now();
  try {
    const result = action();
    console.log(`ok ${title} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
    return result;
  } catch (error) {
    console.log(`FAILED ${title}`);
    throw error;
  }
}

/** Packs the package into a folder, checks the tarball, and returns its path. */
function pack(folder: string): string {
  const tarball = step('npm pack, which builds', () => {
    run(CHECKOUT, 'npm', 'pack', '--pack-destination', folder);
    const [name = ''] = fs.readdirSync(folder);
    return path.join(folder, name);
  });
  const files = run(folder, 'tar', '-tzf', tarball).trim().split('\n');
  step('the tarball holds compiled lib/ and imports/, and pages, only', () => {
    const wanted =
      /^package\/([A-Z]+(\.md)?|docs\/(api\/)?[A-Za-z0-9-]+\.md|docs\/images\/[a-z-]+\.(png|svg)|docs\/gitops\/[a-z-]+\.yaml|package\.json|build\/(lib|imports)\/.+(?<!\.test)(\.js|\.d\.ts))$/;
    assert.deepEqual(
      files.filter((file) => !wanted.test(file)),
      [],
    );
  });
  step('publint', () => {
    // look for "All good!", because publint's exit code ignores suggestions
    assert.match(npx(CHECKOUT, 'publint', 'run', tarball, '--strict'), /All good!/);
  });
  step('attw', () => {
    // name each entry point, because attw does not expand the `*` of `./imports/*`
    const imports = files.flatMap((file) => /\/(imports\/.+)\.js$/.exec(file)?.[1] ?? []);
    assert.notEqual(imports.length, 0);
    npx(CHECKOUT, 'attw', tarball, '--include-entrypoints', ...imports);
  });
  return tarball;
}

/** Installs the tarball into a copy of the app outside the checkout, and uses it there. */
function use(tarball: string, folder: string, isUpdate: boolean): void {
  const app = path.join(folder, 'app');
  step('npm install in the app', () => {
    fs.cpSync(APP, app, { recursive: true });
    run(app, 'npm', 'install', '--no-audit', '--no-fund', tarball);
  });
  step('the app compiles', () => npx(app, 'tsc', '--noEmit', '-p', '.'));
  step('all declarations compile with lib es2016', () =>
    npx(app, 'tsc', '--noEmit', '-p', 'tsconfig.declarations.json'),
  );
  step('the app passes its snapshot test', () => npx(app, 'jest', isUpdate ? '--update-snapshot' : '--ci'));
  if (isUpdate) fs.cpSync(path.join(app, '__snapshots__'), path.join(APP, '__snapshots__'), { recursive: true });
  step('cdk8s synth writes the manifests', () => {
    npx(app, 'cdk8s', 'synth', '--check-upgrade=false');
    assert.deepEqual(kinds(path.join(app, 'dist')), MANIFESTS);
  });
  step('multicluster trace follows a request through what was written', () => {
    const request = ['--from', 'west/web-v1', 'http://cart:8080/', '-H', 'x-shopper: tester'];
    assert.match(npx(app, 'multicluster', 'trace', 'dist/shop', ...request), /└─ 200 east\/cart-v2/);
  });
  step('CommonJS', () => run(app, 'node', 'uses-commonjs.cjs'));
  step('ESM', () => run(app, 'node', 'uses-esm.mjs'));
}

/** Does in an empty folder what README.md and docs/review.md tell a reader to do. */
function read(tarball: string, folder: string): void {
  const app = path.join(folder, 'reader');
  fs.mkdirSync(app);
  fs.copyFileSync(tarball, path.join(app, path.basename(tarball)));
  const [readme, review] = ['README.md', 'docs/review.md'].map((page) =>
    fs.readFileSync(path.join(CHECKOUT, page), 'utf8'),
  );
  const [setUp = ''] = blocksOf(readme, 'sh');
  const [main = '', test = ''] = blocksOf(readme, 'ts');
  const [setUpTests = ''] = blocksOf(review, 'sh');
  step('the commands of README.md', () => run(app, 'bash', '-ec', setUp));
  fs.writeFileSync(path.join(app, 'main.ts'), main);
  step('its app compiles', () => npx(app, 'tsc', '--noEmit'));
  step('cdk8s synth writes its manifests', () => npx(app, 'cdk8s', 'synth', '--check-upgrade=false'));
  step('multicluster trace prints what it shows', () => {
    const [, command = '', shown = ''] = /^```console\n\$ npx (.*)\n([^]*?)\n```$/m.exec(readme ?? '') ?? [];
    assert.equal(npx(app, ...command.split(' ')).trimEnd(), shown);
  });
  step('the commands of docs/review.md', () => run(app, 'bash', '-ec', setUpTests));
  const config = path.join(app, 'tsconfig.json');
  const before = fs.readFileSync(config, 'utf8');
  assert.match(before, /"types": \[\]/);
  fs.writeFileSync(config, before.replace('"types": []', '"types": ["jest"]'));
  for (const [index, text] of [test, ...blocksOf(review, 'ts')].entries())
    fs.writeFileSync(path.join(app, `main${index}.test.ts`), text);
  step('the tests of both pages compile', () => npx(app, 'tsc', '--noEmit'));
  // a reader's first run writes the snapshots, which Jest does not do where it finds itself in CI
  step('the tests of both pages pass', () => run(app, 'npm', 'test', '--', '--ci=false'));
  step('they pass again in CI', () => run(app, 'npm', 'test', '--', '--ci'));
}

/** The code blocks of a page in a language. */
function blocksOf(page: string | undefined, language: string): readonly string[] {
  const blocks = [...(page ?? '').matchAll(/^```(.*)\n([^]*?)^```$/gm)];
  return blocks.filter(([, info]) => info === language).map(([, , text = '']) => text);
}

/** The kinds in each manifest below a folder. */
function kinds(folder: string): Readonly<Record<string, readonly unknown[]>> {
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  const documents = (file: string): readonly unknown[] =>
    parseAllDocuments(fs.readFileSync(path.join(folder, file), 'utf8')).map((document) => document.get('kind'));
  return Object.fromEntries(files.map((file) => [file, documents(file)]));
}

const { values: flags } = parseArgs({ options: { package: { type: 'boolean' }, update: { type: 'boolean' } } });
// the real path, because TypeScript and Jest would see a linked temporary folder under two names
const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'consumer-'));
try {
  const tarball = pack(folder);
  if (flags.package !== true) {
    use(tarball, folder, flags.update === true);
    read(tarball, folder);
  }
} catch (error) {
  console.log(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
