/**
 * Describes meshes that change, and applies each description as docs/apply.md says.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Chart, ApiObject } from 'cdk8s';
import { type Cluster, type Distribution, Mesh, SniAddressing } from '../../../lib';
import { PERSON_ADDRESS } from '../lab/addresses';
import { addCluster } from './clusters';
import { ADDRESSED } from './external-services';
import { lab, place } from './lab';
import { synthesized } from './objects';

type Version = 'v1' | 'v2';
export type ClusterNumber = 1 | 2 | 3;

/** One of the services that web calls. */
export interface Called {
  /** Its versions, and the numbers of their clusters. */
  readonly versions: Readonly<Partial<Record<Version, readonly ClusterNumber[]>>>;
  /** The version that gets all requests, and then versions that get none. Without it, the service has no rules. */
  readonly to?: readonly Version[];
  readonly distribution?: Distribution;
}

/** What differs from one description to the next. */
export interface Description {
  /** The clusters of the mesh. Each runs web. */
  readonly clusters: readonly ClusterNumber[];
  /** The services that web calls, by name. */
  readonly called: Readonly<Record<string, Called>>;
  /** Whether there is also extra, in a namespace of its own. */
  readonly hasExtra?: boolean;
  /** What else there is: a workload without ports that calls the services, or a service outside of the mesh that web calls. */
  readonly beside?: 'worker' | 'outside';
  readonly leastPrivilege?: boolean;
}

/** The name of the workload without ports. */
export const WORKER = 'reports';

/** The time that proxies may take to learn of what is applied. */
const LEARN = 2000;

/** The commands of docs/apply.md, which are about the cluster east of the mesh shop. */
const COMMANDS = fs
  .readFileSync(path.join(__dirname, '../../../docs/apply.md'), 'utf8')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line.startsWith('kubectl '));
const [APPLY = '', APPLY_REST = '', APPLY_ROUTES = '', PRUNE = '', DELETE = '', DELETE_GATEWAY = ''] = COMMANDS;

/** A mesh whose description changes. Its namespace has its name. */
export class ChangingMesh {
  constructor(readonly name: string) {}

  /** The namespace of one more service. */
  get extra(): string {
    return `${this.name}-extra`;
  }

  /** Writes the manifests of a description to `dist/`. */
  write({ clusters, called, hasExtra = false, beside, leastPrivilege = false }: Description): void {
    const mesh = new Mesh(this.name, { leastPrivilege });
    const byNumber = new Map(clusters.map((number) => [number, addCluster(mesh, number)]));
    const all = [...byNumber.values()];
    const inClusters = (numbers: readonly ClusterNumber[] = []): readonly Cluster[] =>
      numbers.flatMap((number) => byNumber.get(number) ?? []);
    const common = { namespace: this.name, port: 9080 };
    const web = mesh.addService('web', { ...common, versions: { v1: all } });
    const [first] = all;
    if (first === undefined) throw new Error('a mesh has clusters');
    const account = { serviceAccountName: WORKER, namespace: this.name };
    const worker = beside === 'worker' ? mesh.addCaller(WORKER, { ...account, clusters: [first] }) : undefined;
    for (const [name, { versions, to, ...more }] of Object.entries(called)) {
      const placed = Object.entries(versions).map(([version, numbers]) => [version, inClusters(numbers)]);
      const props = { ...common, ...more, versions: Object.fromEntries(placed) as never };
      const service = mesh.addService<Version>(name, props);
      web.calls(service);
      worker?.calls(service);
      const [chosen, ...others] = to ?? [];
      if (chosen === undefined) continue;
      const none = others.map((version) => ({ version, weight: 0 }));
      service.addRoute([{ to: [{ version: chosen, weight: 1 }, ...none] }]);
    }
    if (hasExtra) web.calls(mesh.addService('extra', { ...common, namespace: this.extra, versions: { v1: all } }));
    if (beside === 'outside') {
      const ports = { https: { port: 443, protocol: 'TLS' } } as const;
      const host = { host: ADDRESSED, namespace: this.name };
      web.calls(mesh.addExternalService('outside', { ...host, addresses: [PERSON_ADDRESS], ports }));
    }
    synthesized(mesh.plan(new SniAddressing()), (app) => {
      if (!hasExtra) return;
      const labels = { 'app.kubernetes.io/managed-by': 'Helm' };
      const metadata = { name: 'of-a-helm-chart', namespace: this.name, labels };
      new ApiObject(new Chart(app, 'own'), 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata });
    });
  }

  /** Applies the manifests of a cluster. */
  async apply(cluster: number): Promise<void> {
    await this.run(cluster, APPLY);
  }

  /** Deletes everything that the description of a cluster no longer has. */
  async prune(cluster: number): Promise<void> {
    await this.run(cluster, PRUNE);
  }

  /** Deletes what is left in the namespace of extra. */
  async clear(cluster: number): Promise<void> {
    await this.run(cluster, DELETE.replace('-n old', `-n ${this.extra}`));
  }

  /** Deletes everything in a cluster that the mesh no longer has. */
  async leave(cluster: number): Promise<void> {
    await this.run(cluster, DELETE.replace('-n old', `-n ${this.name}`));
    await this.run(cluster, DELETE_GATEWAY);
  }

  /** Applies a description in the rounds of docs/apply.md, in this order of clusters. */
  async inRounds(description: Description, order: readonly ClusterNumber[]): Promise<void> {
    this.write(description);
    for (const cluster of order) {
      await this.run(cluster, APPLY_REST);
      await lab.ready(cluster);
      await sleep(LEARN);
    }
    await Promise.all(order.map((cluster) => this.run(cluster, APPLY_ROUTES)));
    await sleep(LEARN);
    await Promise.all(order.map((cluster) => this.prune(cluster)));
  }

  /** Applies a description and deletes everything else, in one cluster after the other. */
  async atOnce(description: Description, order: readonly ClusterNumber[]): Promise<void> {
    this.write(description);
    for (const cluster of order) {
      await this.apply(cluster);
      await this.prune(cluster);
    }
  }

  /** Deletes the mesh from a cluster. Does not wait until its Pods have ended. */
  async end(cluster: number): Promise<void> {
    await this.run(cluster, DELETE_GATEWAY);
    await lab.kubectl(cluster, ['delete', 'namespace', this.name, '--wait=false']);
  }

  /** Runs a command of docs/apply.md for a cluster of this mesh. */
  private async run(cluster: number, command: string): Promise<void> {
    const words = command
      .replaceAll('dist/shop/east', path.join(place.folder, 'dist', this.name, `cluster${cluster}`))
      .replaceAll('part-of=shop', `part-of=${this.name}`)
      .replaceAll("'", '');
    await lab.kubectl(cluster, words.split(' ').slice(1));
  }
}
