/**
 * The programs and files of the lab, built from the sources and versions that `build/` pins.
 * @module
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { build, PYTHON, SOURCES } from './build/build';

/** Programs and files of the lab, built once. */
export interface Binaries {
  readonly etcd: string;
  readonly kubeApiserver: string;
  readonly kubeControllerManager: string;
  readonly kubeScheduler: string;
  readonly kubectl: string;
  readonly pilotAgent: string;
  readonly pilotDiscovery: string;
  readonly istioctl: string;
  readonly envoy: string;
  readonly envoyBootstrap: string;
  readonly crds: string;
  /** Folder of Bookinfo's productpage.py, beside the packages that it imports: made for `python`. */
  readonly productpage: string;
  /** Folder of Bookinfo's ratings.js, with the package that it requires. */
  readonly ratings: string;
  /** A copy of this Node.js, readable and executable by other users. */
  readonly node: string;
  /** The system's Python, as the first one on the PATH may be in a home that other users can't read. */
  readonly python: string;
}

/**
 * Where builds are kept: `/var/cache/cdk8s-istio-multicluster`, or the folder that the environment variable `E2E_CACHE`
 * names. Not the home folder, as users 1337 and 1000, whom root's home is closed to, run the programs too. Deleting it is
 * safe while no lab runs.
 */
export const CACHE = path.resolve(process.env['E2E_CACHE'] ?? '/var/cache/cdk8s-istio-multicluster');

const execute = promisify(execFile);

/** The programs and files of the lab; the first call builds them, with one line about each to `progress`. */
export async function binaries(progress: (line: string) => void): Promise<Binaries> {
  const folder = buildFolder();
  if (!fs.existsSync(folder)) await buildInto(folder, progress);
  return contents(folder);
}

/** The folder that the build of these sources is in, or will be: it exists only once it is complete. */
export function buildFolder(): string {
  const files = fs
    .readdirSync(SOURCES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  const hash = createHash('sha256').update(process.arch);
  for (const file of files.sort()) {
    hash.update(`\0${path.relative(SOURCES, file)}\0`).update(fs.readFileSync(file));
  }
  return path.join(CACHE, `e2e-${hash.digest('hex').slice(0, 12)}`);
}

function contents(folder: string): Binaries {
  const at = (file: string): string => path.join(folder, file);
  return {
    etcd: at('bin/etcd'),
    kubeApiserver: at('bin/kube-apiserver'),
    kubeControllerManager: at('bin/kube-controller-manager'),
    kubeScheduler: at('bin/kube-scheduler'),
    kubectl: at('bin/kubectl'),
    pilotAgent: at('bin/pilot-agent'),
    pilotDiscovery: at('bin/pilot-discovery'),
    istioctl: at('bin/istioctl'),
    envoy: at('envoy/envoy/_bin/envoy'),
    envoyBootstrap: at('envoy_bootstrap.json'),
    crds: at('crd-all.gen.yaml'),
    productpage: at('productpage'),
    ratings: at('ratings'),
    node: at('bin/node'),
    python: PYTHON,
  };
}

/** Builds beside the folder and renames at the end, so that it is never seen half built. */
async function buildInto(folder: string, progress: (line: string) => void): Promise<void> {
  if ((await mkdir(CACHE, { recursive: true })) !== undefined) await chmod(CACHE, 0o755);
  const draft = await mkdtemp(`${folder}.`);
  try {
    await build(draft, progress);
    // whatever the umask was, and though Go's module cache is read-only
    await execute('chmod', ['-R', 'u+w,a+rX', draft]);
    await rename(draft, folder);
  } catch (error) {
    // of two builds at once, the one that ends first stays
    if (!fs.existsSync(folder)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
