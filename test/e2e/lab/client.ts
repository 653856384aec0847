/**
 * Lets tests and people use a running lab: kubectl, Pods and requests.
 * @module
 */
import { existsSync } from 'node:fs';
import { chown, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { Binaries } from '../binaries';
import { APP_UID, LOAD } from './apps';
import { KubeApi, type KubeObject } from './kube-api';
import { Host, machineName, namespaces } from './network';
import { until } from './shell';

/** The port of east-west gateways. */
export const GATEWAY_PORT = 15443;

/** The name of the person's machine, which is outside all clusters. */
export const PERSON = 'person';

/** The file with kubectl's preferences, in the folder of the lab. */
export const KUBERC = 'kuberc';

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

/** So many requests take more than a second if one waits for the other. */
const MANY = 400;

/** Ends each answer in curl's output. No answer contains it. */
const END = '\x1e';

/** How a load of requests was answered. */
export interface LoadResult {
  /** How often each answer came: `<version> in <cluster>`, a status, or an error code. */
  readonly counts: Readonly<Record<string, number>>;
  /** How many milliseconds the slowest request took. */
  readonly slowest: number;
}

type Conditions = readonly { readonly type: string; readonly status: string }[];

interface Deployment extends KubeObject {
  readonly metadata: KubeObject['metadata'] & { readonly generation: number };
  readonly status: {
    readonly observedGeneration?: number;
    readonly conditions?: Conditions;
    /** The number of its Pods. Those that are being deleted do not count. */
    readonly replicas?: number;
    /** The number of its Pods that have its current template. */
    readonly updatedReplicas?: number;
  };
}

interface ReadyPod extends KubeObject {
  readonly status: { readonly conditions?: Conditions };
}

function isTrue(conditions: Conditions, wanted: string): boolean {
  return conditions.some(({ type, status }) => type === wanted && status === 'True');
}

/** A client of a running lab. */
export class LabClient {
  constructor(private readonly place: LabPlace) {}

  /** Runs kubectl against a cluster. */
  kubectl(cluster: number, args: readonly string[], input?: string): Promise<string> {
    const preferences = `--kuberc=${path.join(this.place.folder, KUBERC)}`;
    return this.command(this.place.programs.kubectl, cluster, [preferences, ...args], input);
  }

  /** Runs istioctl against a cluster. */
  istioctl(cluster: number, args: readonly string[]): Promise<string> {
    return this.command(this.place.programs.istioctl, cluster, args);
  }

  /** The API of a cluster. To ask it takes some milliseconds, where kubectl takes some hundred. */
  api(cluster: number): KubeApi {
    return new KubeApi(path.join(this.place.folder, `cluster${cluster}`, 'api.sock'));
  }

  /** The Pods of a cluster that have all given labels. */
  async pods(cluster: number, labels: Readonly<Record<string, string>> = {}): Promise<readonly PodRef[]> {
    const selector = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
    const pods = await this.api(cluster).list(`/api/v1/pods?labelSelector=${encodeURIComponent(selector.join())}`);
    return pods.map(({ metadata: { namespace, name } }) => [cluster, `${namespace}/${name}`]);
  }

  /** Waits until all Deployments of a cluster are rolled out: their Pods are available, and none is of an older template. */
  async ready(cluster: number): Promise<void> {
    await until(`all Deployments of cluster${cluster}`, 90, async () => {
      const deployments = await this.api(cluster).list<Deployment>('/apis/apps/v1/deployments');
      return deployments.every(
        ({
          metadata: { generation },
          status: { observedGeneration = 0, conditions = [], replicas, updatedReplicas },
        }) => observedGeneration >= generation && isTrue(conditions, 'Available') && replicas === updatedReplicas,
      );
    });
  }

  /** Replaces Pods and waits until they are ready. New proxies do not remember failed endpoints. */
  async renew(...pods: readonly PodRef[]): Promise<void> {
    await Promise.all(
      pods.map(async ([cluster, name]) => {
        const [namespace = '', prefix = ''] = name.split('/');
        const api = this.api(cluster);
        const find = async (): Promise<readonly ReadyPod[]> => {
          const found = await api.list<ReadyPod>(`/api/v1/namespaces/${namespace}/pods`);
          return found.filter(({ metadata }) => metadata.name.startsWith(prefix));
        };
        const old = await find();
        const pod = { apiVersion: 'v1', kind: 'Pod' };
        await Promise.all(old.map(({ metadata }) => api.delete({ ...pod, metadata })));
        const gone = new Set(old.map(({ metadata: { uid } }) => uid));
        await until(`new Pods of ${name} in cluster${cluster}`, 90, async () => {
          const found = await find();
          const isNew = ({ metadata: { uid }, status: { conditions = [] } }: ReadyPod): boolean =>
            !gone.has(uid) && isTrue(conditions, 'Ready');
          return found.length === old.length && found.every(isNew);
        });
      }),
    );
  }

  /** Finds the machine of a Pod. */
  async pod([cluster, name]: PodRef): Promise<Host> {
    const wanted = `${this.place.prefix}-${machineName(cluster, name)}`;
    const found = (await namespaces()).find((namespace) => namespace.startsWith(wanted));
    if (found === undefined) throw new Error(`no Pod ${name} runs in cluster${cluster}`);
    return new Host(found, '');
  }

  /** Sends requests one after the other, as a Pod's app would. Many are sent by two apps side by side. */
  async ask(question: Question): Promise<readonly Answer[]> {
    const { count } = question;
    if (count < MANY) return this.askOneByOne(question);
    const half = Math.floor(count / 2);
    const answers = await Promise.all(
      [half, count - half].map((each) => this.askOneByOne({ ...question, count: each })),
    );
    return answers.flat();
  }

  private async askOneByOne({ from, url, headers = {}, options = [], count }: Question): Promise<readonly Answer[]> {
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
    return JSON.parse(await this.envoyText(pod, path));
  }

  /** Like `envoy`, but does not parse what it reads. */
  async envoyText(pod: PodRef, path: string): Promise<string> {
    const host = await this.pod(pod);
    return host.run(['curl', '-fsS', `http://127.0.0.1:15000/${path}`]);
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
