/**
 * What the lab needs of the machine it runs on, checked all together before anything starts.
 * @module
 */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { buildFolder, CACHE } from './binaries';
import { PYTHON, SOURCES } from './build/build';

/** Programs that the lab runs, and the Debian packages that hold them. */
const PROGRAMS = {
  chromium: 'chromium',
  curl: 'curl',
  ip: 'iproute2',
  iptables: 'iptables',
  openssl: 'openssl',
  setpriv: 'util-linux',
  [PYTHON]: 'python3',
};

/** Disk space in GiB: what a run writes, and what a build does that starts with nothing. */
const SPACE = { run: 1, programs: 1, goCache: 4, goModules: 2 };

/** What is missing to run the lab, each with what to do about it; empty if it can run. */
export function missingPrerequisites(): readonly string[] {
  if (process.platform !== 'linux') return ['Linux: the lab is made of network namespaces'];
  // all that only a build needs is not asked for after it
  const isBuilt = fs.existsSync(buildFolder());
  const go = goSettings();
  return [
    ...Object.entries(PROGRAMS)
      .filter(([program]) => !isInstalled(program))
      .map(([program, debianPackage]) => `${program}: apt-get install ${debianPackage}`),
    ...missingRights(),
    ...(isBuilt ? [] : missingBuildTools(go)),
    ...missingSpace(
      isBuilt
        ? [[CACHE, SPACE.run]]
        : [
            [CACHE, SPACE.run + SPACE.programs],
            [go.cache, SPACE.goCache],
            [go.modules, SPACE.goModules],
          ],
    ),
  ];
}

function missingRights(): readonly string[] {
  // the checks below would fail for want of root alone
  if (process.getuid?.() !== 0) return ['root: run as root, for network namespaces and iptables rules'];
  const missing: string[] = [];
  if (isInstalled('ip') && isInstalled('iptables') && !canRedirect()) {
    missing.push('network namespaces with iptables in them: a container needs --privileged');
  }
  const folder = existing(CACHE);
  const asProxy = ['--reuid', '1337', '--regid', '1337', '--clear-groups'];
  if (isInstalled('setpriv') && !succeeds('setpriv', ...asProxy, 'test', '-x', folder)) {
    missing.push(`${folder} is closed to users 1337 and 1000: set E2E_CACHE to a folder that they can enter`);
  }
  return missing;
}

/** Whether a network namespace can be made, and iptables can change its nat table. */
function canRedirect(): boolean {
  const name = `e2e-probe-${process.pid}`;
  if (!succeeds('ip', 'netns', 'add', name)) return false;
  const isChanged = succeeds('ip', 'netns', 'exec', name, 'iptables', '-t', 'nat', '-N', 'PROBE');
  return succeeds('ip', 'netns', 'delete', name) && isChanged;
}

function missingBuildTools({ version, toolchain }: GoSettings): readonly string[] {
  const wanted = wantedGo();
  // from 1.21 on, and unless it is told not to, go downloads the version that a go.mod asks for
  const updatesItself = isAtLeast(version, '1.21') && /(^|\+)auto$/.test(toolchain);
  const missing: string[] = [];
  if (!isAtLeast(version, wanted) && !updatesItself) {
    missing.push(`go ${wanted} or newer (1.21 or newer with GOTOOLCHAIN=auto): install it from https://go.dev/dl`);
  }
  if (!succeeds(PYTHON, '-m', 'pip', '--version')) missing.push('pip: apt-get install python3-pip');
  if (!isInstalled('npm')) missing.push('npm: apt-get install npm');
  return missing;
}

/** The disks that have too little left for all that is to be written to them together. */
function missingSpace(needs: readonly (readonly [folder: string, gibibytes: number])[]): readonly string[] {
  const disks = new Map<number, { readonly folder: string; readonly wanted: number }>();
  for (const [folder, gibibytes] of needs) {
    const disk = fs.statSync(existing(folder)).dev;
    const others = disks.get(disk);
    disks.set(disk, { folder: others?.folder ?? folder, wanted: (others?.wanted ?? 0) + gibibytes });
  }
  return [...disks.values()].flatMap(({ folder, wanted }) => {
    const { bavail, bsize } = fs.statfsSync(existing(folder));
    const free = (bavail * bsize) / 2 ** 30;
    return free < wanted
      ? [`disk space: ${wanted} GiB on the disk of ${folder}, where ${free.toFixed(1)} are free`]
      : [];
  });
}

/** What matters here of the settings of a go; without one, an empty version and the folders that it would use. */
interface GoSettings {
  readonly version: string;
  readonly toolchain: string;
  readonly cache: string;
  readonly modules: string;
}

function goSettings(): GoSettings {
  const names = ['GOVERSION', 'GOTOOLCHAIN', 'GOCACHE', 'GOMODCACHE'];
  // in a folder without a go.mod, as beside one go would download the version that it asks for
  const { status, stdout } = spawnSync('go', ['env', ...names], { cwd: '/', encoding: 'utf8' });
  if (status !== 0) return { version: '', toolchain: '', cache: os.homedir(), modules: os.homedir() };
  const [version = '', toolchain = '', cache = '', modules = ''] = stdout.split('\n');
  return { version: version.replace('go', ''), toolchain, cache, modules };
}

/** The newest version that a go.mod of the build asks for. */
function wantedGo(): string {
  const files = fs.readdirSync(SOURCES).map((folder) => path.join(SOURCES, folder, 'go.mod'));
  return files
    .filter((file) => fs.existsSync(file))
    .map((file) => /^go (\S+)$/m.exec(fs.readFileSync(file, 'utf8'))?.[1] ?? '')
    .reduce((newest, version) => (isAtLeast(version, newest) ? version : newest), '');
}

function isAtLeast(version: string, wanted: string): boolean {
  return version.localeCompare(wanted, 'en', { numeric: true }) >= 0;
}

function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
}

function succeeds(program: string, ...args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

/** The folder itself, or the nearest one above it that exists. */
function existing(folder: string): string {
  return fs.existsSync(folder) ? folder : existing(path.dirname(folder));
}
