/**
 * Lets tests and people use a running lab: kubectl, Pods and requests.
 * @module
 */
import { existsSync } from 'node:fs';
import { chown, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { Binaries } from '../binaries';
import { APP_UID, LOAD } from './apps';
import { Host, machineName, namespaces } from './network';
import { until } from './shell';

/** The port of east-west gateways. */
export const GATEWAY_PORT = 15443;

/** The name of the person's machine, which is outside all clusters. */
export const PERSON = 'person';

/** What identifies a lab, and where to find its files. */
export interface LabPlace {
  /** The prefix of its network namespaces. */
  readonly prefix: string;
  /** Its folder. */
  readonly folder: string;
  readonly programs: Binaries;
}

/** A Pod: its cluster, and `<namespace>/<start of its name>`. */
export type PodRef = readonly [cluster: number, name: string];

/** Requests to send. */
export interface Question {
  /** The Pod that sends them. */
  readonly from: PodRef;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Further options for curl. */
  readonly options?: readonly string[];
  readonly count: number;
}

/** How one request was answered. */
export interface Answer {
  readonly status: number;
  /** The values of each response header, by its name in lower case. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** The raw body. */
  readonly text: string;
  /** The parsed body, if it is the stand-in's JSON; otherwise empty. */
  readonly body: {
    readonly service?: string;
    readonly version?: string;
    readonly cluster?: string;
    /** The port that its container listens on. */
    readonly port?: number;
    readonly httpVersion?: string;
    readonly headers?: Readonly<Record<string, string>>;
  };
}

/** Ends each answer in curl's output. No answer contains it. */
const END = '\x1e';

/** How a load of requests was answered. */
export interface LoadResult {
  /** How often each answer came: `<version> in <cluster>`, a status, or an error code. */
  readonly counts: Readonly<Record<string, number>>;
  /** How many milliseconds the slowest request took. */
  readonly slowest: number;
}

/** A client of a running lab. */
export class LabClient {
  constructor(private readonly place: LabPlace) {}

  /** Runs kubectl against a cluster. */
  kubectl(cluster: number, args: readonly string[], input?: string): Promise<string> {
    return this.command(this.place.programs.kubectl, cluster, args, input);
  }

  /** Runs istioctl against a cluster. */
  istioctl(cluster: number, args: readonly string[]): Promise<string> {
    return this.command(this.place.programs.istioctl, cluster, args);
  }

  /** The Pods of a cluster that have all given labels. */
  async pods(cluster: number, labels: Readonly<Record<string, string>> = {}): Promise<readonly PodRef[]> {
    const selector = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
    const query = 'jsonpath={range .items[*]}{.metadata.namespace}/{.metadata.name} {end}';
    const names = await this.kubectl(cluster, ['get', 'pods', '-A', '-l', selector.join(), '-o', query]);
    return names
      .split(' ')
      .filter(Boolean)
      .map((name) => [cluster, name]);
  }

  /** Waits until all Pods of a cluster's Deployments are ready. */
  async ready(cluster: number): Promise<void> {
    await this.kubectl(cluster, ['wait', '--for=condition=Available', 'deployments', '--all', '-A', '--timeout=90s']);
  }

  /** Replaces Pods and waits until they are ready. New proxies do not remember failed endpoints. */
  async renew(...pods: readonly PodRef[]): Promise<void> {
    const remove = async ([cluster, name]: PodRef): Promise<void> => {
      const [namespace = '', prefix = ''] = name.split('/');
      const found = (await this.kubectl(cluster, ['-n', namespace, 'get', 'pods', '-o', 'name'])).split('\n');
      const wanted = found.filter((pod) => pod.startsWith(`pod/${prefix}`));
      await this.kubectl(cluster, ['-n', namespace, 'delete', ...wanted, '--wait']);
    };
    await Promise.all(pods.map(remove));
    await Promise.all(pods.map(([cluster]) => this.ready(cluster)));
  }

  /** Finds the machine of a Pod. */
  async pod([cluster, name]: PodRef): Promise<Host> {
    const wanted = `${this.place.prefix}-${machineName(cluster, name)}`;
    const found = (await namespaces()).find((namespace) => namespace.startsWith(wanted));
    if (found === undefined) throw new Error(`no Pod ${name} runs in cluster${cluster}`);
    return new Host(found, '');
  }

  /** Sends requests one after the other, as a Pod's app would. */
  async ask({ from, url, headers = {}, options = [], count }: Question): Promise<readonly Answer[]> {
    const host = await this.pod(from);
    const given = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
    const numbered = `${url}${url.includes('?') ? '&' : '?'}[1-${count}]`;
    const command = ['curl', '-sSi', '-m', '10', '-w', END, ...options, ...given, numbered];
    const out = await host.run(command, { uid: APP_UID });
    return out.split(END).slice(0, count).map(readAnswer);
  }

  /**
   * Sends requests from several concurrent callers, as a Pod's app would. Calls `underway` when a fifth are answered. If `count`
   * is Infinity, requests are sent until `underway` has finished.
   */
  async load(
    { from, url, headers = {}, count }: Question,
    callers: number,
    underway: () => Promise<unknown> = () => Promise.resolve(),
  ): Promise<LoadResult> {
    const host = await this.pod(from);
    const folder = await mkdtemp(path.join(this.place.folder, 'load-'));
    await chown(folder, APP_UID, APP_UID);
    const file = path.join(folder, 'underway');
    const program = [this.place.programs.node, path.join(this.place.folder, 'apps', LOAD)];
    const args = [`${count}`, `${callers}`, url, JSON.stringify(headers), file];
    const result = host.run([...program, ...args], { uid: APP_UID });
    await until('a load to get underway', 60, () => Promise.resolve(existsSync(file)));
    try {
      await underway();
    } finally {
      if (count === Infinity) await writeFile(`${file}.stop`, '');
    }
    return JSON.parse(await result) as LoadResult;
  }

  /**
   * Closes the connections from a Pod's proxy to gateways. An open connection outlives the configuration that allowed it.
   */
  async closeConnections(from: PodRef, ports: readonly number[] = [GATEWAY_PORT]): Promise<void> {
    const host = await this.pod(from);
    for (const port of ports) await host.run(['ss', '--kill', '--tcp', 'state', 'established', `dport = ${port}`]);
  }

  /** Reads a path of the admin interface of a Pod's Envoy. */
  async envoy(pod: PodRef, path: string): Promise<unknown> {
    const host = await this.pod(pod);
    return JSON.parse(await host.run(['curl', '-fsS', `http://127.0.0.1:15000/${path}`]));
  }

  private command(program: string, cluster: number, args: readonly string[], input?: string): Promise<string> {
    const { prefix, folder } = this.place;
    const argv = [program, `--kubeconfig=${path.join(folder, `cluster${cluster}`, 'kubeconfig')}`, ...args];
    return new Host(`${prefix}-c${cluster}`, '').run(argv, input === undefined ? {} : { input });
  }

  /** Reads the access log of a Pod's proxy. */
  async accessLog(pod: PodRef): Promise<string> {
    const [cluster] = pod;
    const { namespace } = await this.pod(pod);
    const place = namespace.slice(`${this.place.prefix}-c${cluster}-`.length).replace('.', '/');
    return readFile(path.join(this.place.folder, `cluster${cluster}`, 'pods', place, 'proxy/access.log'), 'utf8');
  }
}

/** Parses an answer as curl prints it. curl's `%{header_json}` would lose some headers. */
function readAnswer(answer: string): Answer {
  const [, status, head = '', text = ''] = /^HTTP\/\S+ (\d+).*?\r\n(.*?)\r\n\r\n(.*)$/s.exec(answer) ?? [];
  const headers: Record<string, string[]> = {};
  for (const line of head.split('\r\n')) {
    const [, name = '', value = ''] = /^([^:]+): *(.*)$/.exec(line) ?? [];
    (headers[name.toLowerCase()] ??= []).push(value);
  }
  const body = text.startsWith('{') ? (JSON.parse(text) as Answer['body']) : {};
  return { status: Number(status), headers, text, body };
}
