/**
 * Finds the programs and files of the lab, and builds them on first use from the sources and versions that `build/` pins.
 * @module
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { build, PYTHON, SOURCES } from './build/build';

/** The paths of the lab's programs and files. */
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
  /** The folder of Bookinfo's productpage.py and the packages that it imports, which fit `python`. */
  readonly productpage: string;
  /** The folder of Bookinfo's ratings.js and the package that it requires. */
  readonly ratings: string;
  /** A copy of this Node.js that other users can read and run. */
  readonly node: string;
  /** The system's Python. The first one on the PATH may be in a home folder that other users cannot read. */
  readonly python: string;
}

/**
 * The folder of builds: `/var/cache/cdk8s-istio-multicluster`, or the value of the environment variable `E2E_CACHE`. It is not
 * in root's home, because users 1337 and 1000 run the programs too. You can delete it while no lab runs.
 */
export const CACHE = path.resolve(process.env['E2E_CACHE'] ?? '/var/cache/cdk8s-istio-multicluster');

const execute = promisify(execFile);

/** Returns the programs and files of the lab. The first call builds them, and reports each to `progress`. */
export async function binaries(progress: (line: string) => void): Promise<Binaries> {
  const folder = buildFolder();
  if (!fs.existsSync(folder)) await buildInto(folder, progress);
  return contents(folder);
}

/** The folder for the build of these sources. It exists only when the build is complete. */
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

/** Builds into a draft folder and renames it at the end, so that nobody sees a partial build. */
async function buildInto(folder: string, progress: (line: string) => void): Promise<void> {
  if ((await mkdir(CACHE, { recursive: true })) !== undefined) await chmod(CACHE, 0o755);
  const draft = await mkdtemp(`${folder}.`);
  try {
    await build(draft, progress);
    // other users must read it whatever the umask was; files from Go's module cache are read-only
    await execute('chmod', ['-R', 'u+w,a+rX', draft]);
    await rename(draft, folder);
  } catch (error) {
    // another run may have finished the same build first
    if (!fs.existsSync(folder)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
