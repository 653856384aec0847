/**
 * Makes the machines of a lab: network namespaces on a shared bridge. All programs of a lab run in one of them, so removing the
 * namespaces and their processes leaves nothing behind.
 * @module
 */
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { BRIDGE } from './addresses';
import { run, until } from './shell';

/** The folder where iproute2 looks for a namespace's own versions of files in /etc. */
const NETNS_ETC = '/etc/netns';

/** The folder where iproute2 keeps network namespaces. */
const NETNS = '/run/netns';

/** How to start a program. */
export interface StartOptions {
  /** The file for its output. */
  readonly log: string;
  /** The user that it runs as. */
  readonly uid?: number;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A machine with one address. */
export class Host {
  constructor(
    /** Its network namespace. */
    readonly namespace: string,
    readonly address: string,
  ) {}

  /** Runs a program on this machine and waits for its end. */
  run(argv: readonly string[], options: { readonly uid?: number; readonly input?: string } = {}): Promise<string> {
    return run('ip', this.inside(argv, options.uid), options.input);
  }

  /** Starts a program on this machine in the background. It inherits only the PATH. */
  start(argv: readonly string[], { log, uid, cwd, env }: StartOptions): void {
    const output = fs.openSync(log, 'a');
    const child = spawn('ip', this.inside(argv, uid), {
      cwd,
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', output, output],
      detached: true,
    });
    child.unref();
    fs.closeSync(output);
  }

  /** Drops new connections from address ranges, as if there were no common network. Answers still come through. */
  async dropFrom(ranges: readonly string[]): Promise<void> {
    const sources = ranges.join();
    await this.run(['iptables', '-I', 'INPUT', '-s', sources, '-m', 'conntrack', '--ctstate', 'NEW', '-j', 'DROP']);
  }

  /** Sends a signal to all programs on this machine, or only to those with the given name. */
  async signal(signal: 'SIGKILL' | 'SIGTERM', program?: string): Promise<void> {
    for (const pid of await pidsOf(this.namespace)) {
      if (program === undefined || nameOf(pid) === program) process.kill(pid, signal);
    }
  }

  /** Drops all incoming packets, as if the machine had vanished from the network. */
  async blackHole(): Promise<void> {
    await this.run(['iptables', '-I', 'INPUT', '!', '-i', 'lo', '-j', 'DROP']);
  }

  /** Counts the open file descriptors of a program on this machine. */
  async descriptors(program: string): Promise<number> {
    const pids = await pidsOf(this.namespace);
    return pids
      .filter((pid) => nameOf(pid) === program)
      .reduce((sum, pid) => sum + fs.readdirSync(`/proc/${pid}/fd`).length, 0);
  }

  /** Ends all programs on this machine and removes it. Another machine can then take its address. */
  async remove(): Promise<void> {
    // a machine that is removed while it starts may start one more program meanwhile
    await until(`the programs of ${this.namespace} to end`, 10, async () => (await end(this.namespace)) === 0);
    // unanswered connections keep a removed namespace alive for a while; without eth0 it cannot claim the address
    await run('ip', ['-n', this.namespace, 'link', 'del', 'eth0']);
    await removeNamespace(this.namespace);
  }

  private inside(argv: readonly string[], uid?: number): readonly string[] {
    const user = uid === undefined ? [] : ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups'];
    return ['netns', 'exec', this.namespace, ...user, ...argv];
  }
}

/** Names a Pod's machine after the Pod's `<namespace>/<name>`. The start of that gives the start of the machine's name. */
export function machineName(cluster: number, pod: string): string {
  return `c${cluster}-${pod.replace('/', '.')}`;
}

/** The bridge between the machines of one lab. It has its own network namespace. */
export class Network {
  private hosts = 0;

  private constructor(private readonly prefix: string) {}

  /** Makes the bridge. `prefix` is the prefix of the lab's network namespaces. */
  static async create(prefix: string): Promise<Network> {
    const namespace = `${prefix}-net`;
    await run('ip', ['netns', 'add', namespace]);
    await batch(namespace, [
      'link set lo up',
      // a bridge without its own hardware address takes one from a port, and loses it with that port
      `link add br0 address ${hardwareAddress(BRIDGE)} type bridge`,
      `addr add ${BRIDGE}/16 dev br0`,
      'link set br0 up',
    ]);
    return new Network(prefix);
  }

  /** The machine with the bridge's own address. */
  get host(): Host {
    return new Host(`${this.prefix}-net`, BRIDGE);
  }

  /** Adds a machine. `files` are its own files in /etc, such as hosts. */
  async addHost(name: string, address: string, files: Readonly<Record<string, string>>): Promise<Host> {
    const namespace = `${this.prefix}-${name}`;
    const bridge = `${this.prefix}-net`;
    const port = `v${this.hosts++}`;
    const etc = path.join(NETNS_ETC, namespace);
    fs.mkdirSync(etc, { recursive: true });
    for (const [file, text] of Object.entries(files)) fs.writeFileSync(path.join(etc, file), text);
    await run('ip', ['netns', 'add', namespace]);
    await batch(bridge, [
      `link add ${port} type veth peer name eth0 netns ${namespace}`,
      `link set ${port} master br0 up`,
    ]);
    // no machine has a ClusterIP, but without a route to it nothing would reach iptables and the sidecar
    await batch(namespace, [
      'link set lo up',
      // derived from the IP address, so that other machines' ARP caches stay right for its next owner
      `link set eth0 address ${hardwareAddress(address)}`,
      `addr add ${address}/16 dev eth0`,
      'link set eth0 up',
      `route add default via ${BRIDGE}`,
    ]);
    return new Host(namespace, address);
  }
}

/** Runs commands of `ip` in a network namespace, in one process. */
async function batch(namespace: string, commands: readonly string[]): Promise<void> {
  await run('ip', ['-n', namespace, '-batch', '-'], `${commands.join('\n')}\n`);
}

function hardwareAddress(address: string): string {
  const bytes = address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'));
  return ['02', '00', ...bytes].join(':');
}

/** Removes all network namespaces of a lab and the programs in them. */
export async function removeNamespaces(prefix: string): Promise<void> {
  const own = (await namespaces()).filter((namespace) => namespace.startsWith(`${prefix}-`));
  await Promise.all(own.map(removeNamespace));
}

/** Lists the names of all network namespaces, as `ip netns list` does. */
export async function namespaces(): Promise<readonly string[]> {
  return fs.existsSync(NETNS) ? fs.promises.readdir(NETNS) : [];
}

async function removeNamespace(namespace: string): Promise<void> {
  await end(namespace);
  await run('ip', ['netns', 'del', namespace]);
  fs.rmSync(path.join(NETNS_ETC, namespace), { recursive: true, force: true });
}

/** Ends the programs in a network namespace, and says how many there were. */
async function end(namespace: string): Promise<number> {
  const pids = await pidsOf(namespace);
  for (const pid of pids) kill(pid);
  return pids.length;
}

async function pidsOf(namespace: string): Promise<readonly number[]> {
  return (await run('ip', ['netns', 'pids', namespace])).split('\n').filter(Boolean).map(Number);
}

function nameOf(pid: number): string {
  return fs.readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // the process has already ended
  }
}
