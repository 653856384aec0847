/**
 * Does a kubelet's work for a cluster: gives each Pod a machine, starts its app and its proxy, and reports its status.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from '../binaries';
import { BRIDGE, clusterRange, OUTSIDE, podAddress } from './addresses';
import { appOf, isAppReady, startApp } from './apps';
import { PROXY_CONTAINER } from './injector';
import type { KubeApi } from './kube-api';
import { type Host, machineName, type Network } from './network';
import { ADDRESS_ANNOTATION, etcOf, mapHostPorts, type Pod } from './pod';
import { isProxyReady, startProxy } from './proxy';
import { INTERVAL, until } from './shell';

/** What a kubelet needs to know about its cluster. */
export interface KubeletProps {
  /** The number of the cluster, from 1. */
  readonly cluster: number;
  /** The numbers of the other clusters. */
  readonly others: readonly number[];
  readonly api: KubeApi;
  readonly network: Network;
  readonly programs: Binaries;
  /** The folder of the apps. */
  readonly apps: string;
  /** The folder of the cluster. */
  readonly folder: string;
  readonly rootCertificate: string;
}

/** Runs the Pods of one cluster until it is stopped. */
export class Kubelet {
  private readonly hosts = new Map<string, Host>();
  private readonly failures: unknown[] = [];
  private addresses = 0;
  private hasNews = false;
  private readonly ends: Promise<void>[] = [];
  private stopped = false;
  private loop: Promise<void> = Promise.resolve();

  constructor(private readonly props: KubeletProps) {}

  /** Registers the cluster's only node and starts to run the Pods that are scheduled there. */
  async start(): Promise<void> {
    const { api, cluster } = this.props;
    const labels = {
      'topology.kubernetes.io/region': `region${cluster}`,
      'topology.kubernetes.io/zone': `zone${cluster}`,
    };
    await api.create('/api/v1/nodes', { metadata: { name: 'node', labels } });
    const room = { cpu: '64', memory: '64Gi', pods: '110' };
    const ready = {
      type: 'Ready',
      status: 'True',
      reason: 'KubeletReady',
      lastHeartbeatTime: new Date().toISOString(),
    };
    await api.patch('/api/v1/nodes/node', { spec: { taints: null } });
    await api.patch('/api/v1/nodes/node/status', {
      status: { capacity: room, allocatable: room, conditions: [ready] },
    });
    this.loop = this.reconcile();
  }

  /** Ends the loop. The network removes the machines. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.loop;
    await Promise.all(this.ends);
  }

  /** Throws if any Pod has failed so far. */
  check(): void {
    if (this.failures.length > 0)
      throw new AggregateError(this.failures, `Pods of cluster${this.props.cluster} failed`);
  }

  private async reconcile(): Promise<void> {
    const [seen, ending] = [new Set<string>(), new Set<string>()];
    const fail = (error: unknown): void => {
      this.failures.push(error);
    };
    void this.watch();
    while (!this.stopped) {
      this.hasNews = false;
      const pods = await this.props.api.list<Pod>('/api/v1/pods').catch(() => []);
      for (const pod of pods) {
        const { uid, deletionTimestamp } = pod.metadata;
        if (deletionTimestamp !== undefined && !ending.has(uid)) {
          ending.add(uid);
          this.ends.push(this.end(pod).catch(fail));
        } else if (deletionTimestamp === undefined && pod.spec.nodeName !== undefined && !seen.has(uid)) {
          seen.add(uid);
          void this.run(pod).catch((error: unknown) => {
            // a Pod that is deleted while it starts loses its processes on the way
            if (!ending.has(uid)) fail(error);
          });
        }
      }
      await until('news of Pods', 5, () => Promise.resolve(this.hasNews || this.stopped)).catch(() => undefined);
    }
  }

  /** Notes that Pods have changed, so that the loop reads them. */
  private async watch(): Promise<void> {
    while (!this.stopped) {
      await this.props.api.watch('/api/v1/pods', () => {
        this.hasNews = true;
      });
      this.hasNews = true;
      await sleep(INTERVAL);
    }
  }

  private async run(pod: Pod): Promise<void> {
    const { api, cluster, network, programs, folder, rootCertificate } = this.props;
    const { name, namespace, labels = {}, annotations = {} } = pod.metadata;
    const key = `${namespace}/${name}`;
    const address = annotations[ADDRESS_ANNOTATION] ?? podAddress(cluster, this.addresses++);
    // the previous Pod with a fixed address may still be ending
    await until(`${address} to be free`, 30, () =>
      Promise.resolve([...this.hosts.values()].every((other) => other.address !== address)),
    );
    const host = await network.addHost(machineName(cluster, key), address, etcOf(pod, this.props, address));
    this.hosts.set(key, host);
    const podFolder = path.join(folder, 'pods', namespace, name);
    fs.mkdirSync(podFolder, { recursive: true });
    const app = pod.spec.containers
      .map(({ image }) => appOf(image, programs, this.props.apps))
      .find((each) => each !== undefined);
    const mode = app === undefined ? 'router' : 'sidecar';
    const hasProxy = mode === 'router' || pod.spec.containers.some((container) => container.name === PROXY_CONTAINER);
    const self = `/api/v1/namespaces/${namespace}/pods/${name}`;
    // other clusters and the outside can enter only through a gateway
    const strangers = [OUTSIDE, ...this.props.others.map(clusterRange)];
    if (mode === 'sidecar') await host.dropFrom(strangers);
    await mapHostPorts(pod, host);
    const serviceAccount = pod.spec.serviceAccountName ?? 'default';
    const token = await api.token(namespace, serviceAccount);
    const proxied = { name, namespace, labels, serviceAccount, token };
    await this.report(self, address, false);
    const place = { host, folder: path.join(podFolder, 'proxy'), cluster, rootCertificate, mode } as const;
    if (hasProxy) await startProxy(programs, proxied, place);
    const ports = pod.spec.containers
      .filter((container) => container.name !== PROXY_CONTAINER)
      .flatMap((container) => (container.ports ?? []).map(({ containerPort }) => containerPort));
    // as container runtimes do
    await host.run(['sysctl', '--quiet', '--write', 'net.ipv4.ip_unprivileged_port_start=0']);
    if (app !== undefined) startApp(app, host, { name, cluster, ports, log: path.join(podFolder, 'app.log') });
    const isReady = async (): Promise<boolean> =>
      (!hasProxy || (await isProxyReady(host))) && (app === undefined || (await isAppReady(host, ports)));
    // the Pod may be removed before it is ready
    while (!(await isReady())) {
      if (this.stopped || this.hosts.get(key) !== host) return;
      await sleep(INTERVAL);
    }
    await this.report(self, address, true);
  }

  private async report(pod: string, podIP: string, isReady: boolean): Promise<void> {
    const status = isReady ? 'True' : 'False';
    const conditions = ['Ready', 'ContainersReady'].map((type) => ({ type, status }));
    const phase = 'Running';
    await this.props.api.patch(`${pod}/status`, {
      status: { phase, podIP, podIPs: [{ ip: podIP }], hostIP: BRIDGE, conditions },
    });
  }

  private async end(pod: Pod): Promise<void> {
    const { name, namespace } = pod.metadata;
    const key = `${namespace}/${name}`;
    await this.hosts.get(key)?.remove();
    this.hosts.delete(key);
    await this.props.api.remove(`/api/v1/namespaces/${namespace}/pods/${name}`);
  }
}
