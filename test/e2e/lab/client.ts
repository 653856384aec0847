/**
 * A running lab as tests and people use it: kubectl, Pods and requests.
 * @module
 */
import * as path from 'node:path';
import type { Binaries } from '../binaries';
import { APP_UID } from './apps';
import { Host, namespaces } from './network';

/** What tells a lab apart, and where its things are. */
export interface LabPlace {
  /** The prefix of its namespaces. */
  readonly prefix: string;
  /** Its folder. */
  readonly folder: string;
  readonly programs: Binaries;
}

/** Requests to send. */
export interface Question {
  /** Cluster and beginning of the name of the Pod that sends them. */
  readonly from: readonly [cluster: number, pod: string];
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly count: number;
}

/** How one request was answered. */
export interface Answer {
  readonly status: number;
  /** The body, when it is JSON of the stand-in. */
  readonly body: {
    readonly service?: string;
    readonly version?: string;
    readonly headers?: Readonly<Record<string, string>>;
  };
}

/** A running lab. */
export class LabClient {
  constructor(private readonly place: LabPlace) {}

  /** Runs kubectl against a cluster. */
  kubectl(cluster: number, args: readonly string[], input?: string): Promise<string> {
    const { prefix, folder, programs } = this.place;
    const kubeconfig = path.join(folder, `cluster${cluster}`, 'kubeconfig');
    const argv = [programs.kubectl, `--kubeconfig=${kubeconfig}`, ...args];
    return new Host(`${prefix}-c${cluster}`, '').run(argv, input === undefined ? {} : { input });
  }

  /** The machine of the Pod whose name begins so. */
  async pod(cluster: number, name: string): Promise<Host> {
    const wanted = `${this.place.prefix}-c${cluster}-${name}`;
    const found = (await namespaces()).find((namespace) => namespace.startsWith(wanted));
    if (found === undefined) throw new Error(`no Pod ${name} runs in cluster${cluster}`);
    return new Host(found, '');
  }

  /** Sends requests one after the other, from a Pod's app. */
  async ask({ from: [cluster, pod], url, headers = {}, count }: Question): Promise<readonly Answer[]> {
    const host = await this.pod(cluster, pod);
    const given = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
    const end = '\n%{http_code}\n';
    const out = await host.run(['curl', '-sS', '-m', '10', '-w', end, ...given, `${url}?[1-${count}]`], {
      uid: APP_UID,
    });
    const lines = out.trim().split('\n');
    return Array.from({ length: count }, (_, index) => {
      const [text = '', status = ''] = lines.slice(2 * index, 2 * index + 2);
      return { status: Number(status), body: text.startsWith('{') ? (JSON.parse(text) as Answer['body']) : {} };
    });
  }

  /** The last lines of a log of a Pod's proxy. */
  async accessLog(cluster: number, pod: string): Promise<string> {
    const host = await this.pod(cluster, pod);
    const name = host.namespace.slice(`${this.place.prefix}-c${cluster}-`.length);
    return host.run(['cat', path.join(this.place.folder, `cluster${cluster}`, 'pods', name, 'proxy/access.log')]);
  }
}
