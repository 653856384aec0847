/**
 * The machines of a lab: network namespaces on a bridge of their own. Everything that a lab starts runs in one of them, so
 * that removing them with what runs inside leaves nothing behind.
 * @module
 */
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { BRIDGE } from './addresses';
import { run, until } from './shell';

/** Where iproute2 keeps the files that a namespace has in place of those in /etc. */
const NETNS_ETC = '/etc/netns';

/** How a program is started. */
export interface StartOptions {
  /** The file that takes its output. */
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

  /** Runs a program on it to its end. */
  run(argv: readonly string[], options: { readonly uid?: number; readonly input?: string } = {}): Promise<string> {
    return run('ip', this.inside(argv, options.uid), options.input);
  }

  /** Starts a program on it that goes on, in an environment that owes nothing but the PATH to this machine's. */
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

  /** Refuses connections from an address range, as clusters without a common network do; answers still come through. */
  async dropFrom(range: string): Promise<void> {
    await this.run(['iptables', '-I', 'INPUT', '-s', range, '-m', 'conntrack', '--ctstate', 'NEW', '-j', 'DROP']);
  }

  /** Sends a signal to what runs on it, or to those programs alone whose name is given. */
  async signal(signal: 'SIGKILL' | 'SIGTERM', program?: string): Promise<void> {
    for (const pid of await pidsOf(this.namespace)) {
      if (program === undefined || nameOf(pid) === program) process.kill(pid, signal);
    }
  }

  /** Drops whatever comes to it, as a network that has lost it does. */
  async blackHole(): Promise<void> {
    await this.run(['iptables', '-I', 'INPUT', '!', '-i', 'lo', '-j', 'DROP']);
  }

  /** How many descriptors a program on it has open. */
  async descriptors(program: string): Promise<number> {
    const pids = await pidsOf(this.namespace);
    return pids
      .filter((pid) => nameOf(pid) === program)
      .reduce((sum, pid) => sum + fs.readdirSync(`/proc/${pid}/fd`).length, 0);
  }

  /** Ends what runs on it and removes it, so that another may have its address. */
  async remove(): Promise<void> {
    await end(this.namespace);
    await until(`${this.namespace} to say goodbye`, 10, async () => (await pidsOf(this.namespace)).length === 0);
    // connections that nobody answers keep a removed namespace for a while, and it would go on answering for the address
    await run('ip', ['-n', this.namespace, 'link', 'del', 'eth0']);
    await removeNamespace(this.namespace);
  }

  private inside(argv: readonly string[], uid?: number): readonly string[] {
    const user = uid === undefined ? [] : ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups'];
    return ['netns', 'exec', this.namespace, ...user, ...argv];
  }
}

/** What a Pod's machine is called in its lab, from the Pod's `<namespace>/<name>` or the beginning of it. */
export function machineName(cluster: number, pod: string): string {
  return `c${cluster}-${pod.replace('/', '.')}`;
}

/** The bridge between the machines of one lab, a namespace itself. */
export class Network {
  private hosts = 0;

  private constructor(private readonly prefix: string) {}

  /** Makes the bridge; `prefix` is that of the lab's namespaces. */
  static async create(prefix: string): Promise<Network> {
    const namespace = `${prefix}-net`;
    await run('ip', ['netns', 'add', namespace]);
    for (const args of [
      'link set lo up',
      // an address of its own: a bridge without one takes a port's, and loses it with that port
      `link add br0 address ${hardwareAddress(BRIDGE)} type bridge`,
      `addr add ${BRIDGE}/16 dev br0`,
      'link set br0 up',
    ]) {
      await run('ip', ['-n', namespace, ...args.split(' ')]);
    }
    return new Network(prefix);
  }

  /** The machine behind the bridge's own address. */
  get host(): Host {
    return new Host(`${this.prefix}-net`, BRIDGE);
  }

  /** Adds a machine; `files` are its own /etc/hosts and the like. */
  async addHost(name: string, address: string, files: Readonly<Record<string, string>>): Promise<Host> {
    const namespace = `${this.prefix}-${name}`;
    const bridge = `${this.prefix}-net`;
    const port = `v${this.hosts++}`;
    const etc = path.join(NETNS_ETC, namespace);
    fs.mkdirSync(etc, { recursive: true });
    for (const [file, text] of Object.entries(files)) fs.writeFileSync(path.join(etc, file), text);
    await run('ip', ['netns', 'add', namespace]);
    await run('ip', ['-n', bridge, 'link', 'add', port, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace]);
    await run('ip', ['-n', bridge, 'link', 'set', port, 'master', 'br0', 'up']);
    // ClusterIPs lead nowhere, but without a route a program could not even send to them, to be redirected to its sidecar
    for (const args of [
      'link set lo up',
      // the same for whoever has the address next, as others remember it
      `link set eth0 address ${hardwareAddress(address)}`,
      `addr add ${address}/16 dev eth0`,
      'link set eth0 up',
      `route add default via ${BRIDGE}`,
    ]) {
      await run('ip', ['-n', namespace, ...args.split(' ')]);
    }
    return new Host(namespace, address);
  }
}

function hardwareAddress(address: string): string {
  const bytes = address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'));
  return ['02', '00', ...bytes].join(':');
}

/** Removes every namespace of a lab, and what runs inside. */
export async function removeNamespaces(prefix: string): Promise<void> {
  for (const namespace of await namespaces()) if (namespace.startsWith(`${prefix}-`)) await removeNamespace(namespace);
}

/** The names of all network namespaces. */
export async function namespaces(): Promise<readonly string[]> {
  const list = await run('ip', ['netns', 'list']);
  return list
    .split('\n')
    .flatMap((line) => line.split(' ')[0] ?? [])
    .filter((name) => name !== '');
}

async function removeNamespace(namespace: string): Promise<void> {
  await end(namespace);
  await run('ip', ['netns', 'del', namespace]);
  fs.rmSync(path.join(NETNS_ETC, namespace), { recursive: true, force: true });
}

async function end(namespace: string): Promise<void> {
  for (const pid of await pidsOf(namespace)) kill(pid);
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
    // it has ended by itself meanwhile
  }
}
