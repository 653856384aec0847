/**
 * Runs a mesh of several clusters on one machine, with real control planes, real proxies and Pods from manifests.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Binaries } from '../binaries';
import { BRIDGE, controlPlaneAddress, PERSON_ADDRESS } from './addresses';
import { installApps } from './apps';
import { makeIntermediate, makeRoot } from './certificates';
import { KUBERC, LabClient, PERSON } from './client';
import { ControlPlane } from './control-plane';
import { installedGateway } from './gateways';
import { Kubelet } from './kubelet';
import { Host, Network, removeNamespaces } from './network';

/** The etcd that stores the objects of all API servers, each under its own prefix. */
const ETCD = `http://${BRIDGE}:2379`;

/** Keeps `kubectl apply` from reading the schemas of all kinds, which takes a second. It knows those of built-in kinds. */
const PREFERENCES = {
  apiVersion: 'kubectl.config.k8s.io/v1beta1',
  kind: 'Preference',
  defaults: [{ command: 'apply', options: [{ name: 'openapi-patch', default: 'false' }] }],
};

/** The settings of a lab. */
export interface LabProps {
  /** The prefix of its network namespaces, unique on this machine. */
  readonly prefix: string;
  /** Its folder, which other users can enter. */
  readonly folder: string;
  readonly programs: Binaries;
  /** The number of clusters. They are numbered from 1. */
  readonly clusters: number;
  readonly progress: (line: string) => void;
}

/** A lab. Its owner starts it and takes it down. */
export class Lab {
  readonly client: LabClient;
  private readonly kubelets: Kubelet[] = [];

  constructor(private readonly props: LabProps) {
    this.client = new LabClient(props);
  }

  /** The numbers of its clusters. */
  get clusters(): readonly number[] {
    return Array.from({ length: this.props.clusters }, (_, index) => index + 1);
  }

  /** Starts everything. The clusters are still empty afterwards. */
  async up(): Promise<void> {
    const { prefix, folder, programs, progress } = this.props;
    fs.mkdirSync(folder, { recursive: true, mode: 0o755 });
    fs.writeFileSync(path.join(folder, KUBERC), JSON.stringify(PREFERENCES));
    const apps = path.join(folder, 'apps');
    await installApps(apps);
    progress('network and certificates');
    const network = await Network.create(prefix);
    await network.addHost(PERSON, PERSON_ADDRESS, { hosts: '127.0.0.1 localhost\n' });
    const root = await makeRoot(path.join(folder, 'ca'), 'Root CA');
    progress('etcd');
    network.host.start([programs.etcd, ...etcdFlags(folder)], { log: path.join(folder, 'etcd.log') });
    await Promise.all(
      this.clusters.map(async (cluster) => {
        const home = path.join(folder, `cluster${cluster}`);
        await makeIntermediate(root, path.join(home, 'istiod/etc/cacerts'), `cluster${cluster}`);
        const files = { hosts: '127.0.0.1 localhost\n' };
        const host = await network.addHost(`c${cluster}`, controlPlaneAddress(cluster), files);
        const control = new ControlPlane(cluster, host, home, programs, this.client);
        await control.startKubernetes(ETCD);
        progress(`cluster${cluster}: Kubernetes`);
        await control.startIstio();
        progress(`cluster${cluster}: istiod`);
        const kubelet = new Kubelet({
          cluster,
          others: this.clusters.filter((other) => other !== cluster),
          api: control.api,
          network,
          programs,
          apps,
          folder: home,
          rootCertificate: root.certificate,
        });
        this.kubelets.push(kubelet);
        await kubelet.start();
      }),
    );
  }

  /** Installs an east-west or an ingress gateway in a cluster. */
  async installGateway(cluster: number, kind: 'eastwest' | 'ingress'): Promise<void> {
    const items = installedGateway(cluster, kind);
    const list = { apiVersion: 'v1', kind: 'List', items };
    await this.client.kubectl(cluster, ['apply', '-f', '-'], JSON.stringify(list));
  }

  /** Runs a shell script as an operator of all clusters. kubectl and istioctl have a context for each. */
  async operate(script: string): Promise<void> {
    const { folder, programs, prefix } = this.props;
    const configs = this.clusters.map((cluster) => path.join(folder, `cluster${cluster}`, 'kubeconfig'));
    const env = [
      `KUBECONFIG=${configs.join(':')}`,
      `PATH=${path.dirname(programs.kubectl)}:${process.env['PATH'] ?? ''}`,
    ];
    await new Host(`${prefix}-net`, BRIDGE).run(['env', ...env, 'sh', '-e', '-c', script]);
  }

  /** Throws if any Pod has failed so far. */
  check(): void {
    for (const kubelet of this.kubelets) kubelet.check();
  }

  /** Stops everything and removes it. */
  async down(): Promise<void> {
    await Promise.all(this.kubelets.map((kubelet) => kubelet.stop()));
    await removeNamespaces(this.props.prefix);
    fs.rmSync(this.props.folder, { recursive: true, force: true });
  }
}

function etcdFlags(folder: string): readonly string[] {
  const flags = {
    'data-dir': path.join(folder, 'etcd'),
    'listen-client-urls': ETCD,
    'advertise-client-urls': ETCD,
    'listen-peer-urls': 'http://127.0.0.1:2380',
  };
  return [...Object.entries(flags).map(([name, value]) => `--${name}=${value}`), '--unsafe-no-fsync'];
}
