/**
 * Checks all that the lab needs from its machine before anything starts.
 * @module
 */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { buildFolder, CACHE } from './binaries';
import { PYTHON, SOURCES } from './build/build';

/** The programs that the lab runs, and their Debian packages. */
const PROGRAMS = {
  chromium: 'chromium',
  curl: 'curl',
  ip: 'iproute2',
  iptables: 'iptables',
  openssl: 'openssl',
  setpriv: 'util-linux',
  [PYTHON]: 'python3',
};

/** The disk space in GiB that a run needs, and that a build from nothing needs. */
const SPACE = { run: 1, programs: 1, goCache: 4, goModules: 2 };

/** Lists what the lab lacks on this machine, and how to get it; empty if the lab can run. */
export function missingPrerequisites(): readonly string[] {
  if (process.platform !== 'linux') return ['Linux: the lab is made of network namespaces'];
  // what only a build needs is not needed after it
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
  // without root, the checks below would fail too
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

/** Whether this user can create a network namespace and change its nat table with iptables. */
function canRedirect(): boolean {
  const name = `e2e-probe-${process.pid}`;
  if (!succeeds('ip', 'netns', 'add', name)) return false;
  const isChanged = succeeds('ip', 'netns', 'exec', name, 'iptables', '-t', 'nat', '-N', 'PROBE');
  return succeeds('ip', 'netns', 'delete', name) && isChanged;
}

function missingBuildTools({ version, toolchain }: GoSettings): readonly string[] {
  const wanted = wantedGo();
  // since 1.21, go downloads the version that a go.mod asks for, unless GOTOOLCHAIN forbids it
  const updatesItself = isAtLeast(version, '1.21') && /(^|\+)auto$/.test(toolchain);
  const missing: string[] = [];
  if (!isAtLeast(version, wanted) && !updatesItself) {
    missing.push(`go ${wanted} or newer (1.21 or newer with GOTOOLCHAIN=auto): install it from https://go.dev/dl`);
  }
  if (!succeeds(PYTHON, '-m', 'pip', '--version')) missing.push('pip: apt-get install python3-pip');
  if (!isInstalled('npm')) missing.push('npm: apt-get install npm');
  return missing;
}

/** Lists the disks with too little free space for everything that will be written to them. */
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

/** The settings of go that matter here. Without go, the version is empty and the folders are on the disk that go would use. */
interface GoSettings {
  readonly version: string;
  readonly toolchain: string;
  readonly cache: string;
  readonly modules: string;
}

function goSettings(): GoSettings {
  const names = ['GOVERSION', 'GOTOOLCHAIN', 'GOCACHE', 'GOMODCACHE'];
  // outside of any module, because beside a go.mod go would download the version that it asks for
  const { status, stdout } = spawnSync('go', ['env', ...names], { cwd: '/', encoding: 'utf8' });
  if (status !== 0) return { version: '', toolchain: '', cache: os.homedir(), modules: os.homedir() };
  const [version = '', toolchain = '', cache = '', modules = ''] = stdout.split('\n');
  return { version: version.replace('go', ''), toolchain, cache, modules };
}

/** The newest Go version that a go.mod of the build asks for. */
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
