/**
 * Describes a mesh that changes, and applies each description as docs/apply.md says.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { Chart, ApiObject } from 'cdk8s';
import { type Cluster, Mesh, SniAddressing } from '../../../lib';
import { addClusters } from './clusters';
import { lab, place } from './lab';
import { synthesized } from './objects';

/** The mesh and its namespace. */
export const MESH = 'day-two';

/** A namespace of one more service. */
export const EXTRA = 'day-two-extra';

type Version = 'v1' | 'v2';

/** One of the services that web calls from both clusters. */
export interface Called {
  /** Its versions, and the numbers of their clusters. */
  readonly versions: Readonly<Partial<Record<Version, readonly (1 | 2)[]>>>;
  /** The version that gets all requests, and then versions that get none. Without it, the service has no rules. */
  readonly to?: readonly Version[];
}

/** What differs from one description to the next: the services by name, and what else there is. */
export interface Description {
  readonly called: Readonly<Record<string, Called>>;
  /** Whether there is also extra, in a namespace of its own. */
  readonly hasExtra?: boolean;
}

/** Writes the manifests of a description to `dist/`. */
export function write({ called, hasExtra = false }: Description): void {
  const mesh = new Mesh(MESH);
  const clusters = addClusters(mesh);
  const cluster = (number: 1 | 2): Cluster => clusters[number - 1] ?? clusters[0];
  const common = { namespace: MESH, port: 9080 };
  const web = mesh.addService('web', { ...common, versions: { v1: [clusters[0], clusters[1]] } });
  for (const [name, { versions, to }] of Object.entries(called)) {
    const placed = Object.entries(versions).map(([version, numbers]) => [version, numbers.map(cluster)]);
    const service = mesh.addService<Version>(name, { ...common, versions: Object.fromEntries(placed) as never });
    web.calls(service);
    const [first, ...others] = to ?? [];
    if (first === undefined) continue;
    const none = others.map((version) => ({ version, weight: 0 }));
    service.addRoute([{ to: [{ version: first, weight: 1 }, ...none] }]);
  }
  if (hasExtra) web.calls(mesh.addService('extra', { ...common, namespace: EXTRA, versions: { v1: [clusters[0]] } }));
  synthesized(mesh.plan(new SniAddressing()), (app) => {
    if (app.plan.cluster.name !== 'cluster1') return;
    const labels = { 'app.kubernetes.io/managed-by': 'Helm' };
    const metadata = { name: 'of-a-helm-chart', namespace: MESH, labels };
    new ApiObject(new Chart(app, 'own'), 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata });
  });
}

/** The commands of docs/apply.md, which are about the cluster east of the mesh shop. */
const COMMANDS = fs
  .readFileSync(path.join(__dirname, '../../../docs/apply.md'), 'utf8')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .filter((line) => line.startsWith('kubectl '));
const [APPLY = '', APPLY_REST = '', APPLY_ROUTES = '', PRUNE = '', DELETE = ''] = COMMANDS;

/** Runs a command of docs/apply.md for a cluster of this mesh. */
async function run(cluster: number, command: string): Promise<void> {
  const words = command
    .replaceAll('dist/shop/east', path.join(place.folder, 'dist', MESH, `cluster${cluster}`))
    .replaceAll('part-of=shop', `part-of=${MESH}`)
    .replaceAll('-n old', `-n ${EXTRA}`)
    .replaceAll("'", '');
  await lab.kubectl(cluster, words.split(' ').slice(1));
}

/** Applies the manifests of a cluster. */
export async function apply(cluster: number): Promise<void> {
  await run(cluster, APPLY);
}

/** Applies everything except routes in a cluster, and waits for its Pods. */
export async function applyRest(cluster: number): Promise<void> {
  await run(cluster, APPLY_REST);
  await lab.ready(cluster);
}

/** Applies the routes of a cluster, and deletes those that its description no longer has. */
export async function applyRoutes(cluster: number): Promise<void> {
  await run(cluster, APPLY_ROUTES);
}

/** Deletes everything that the description of a cluster no longer has. */
export async function prune(cluster: number): Promise<void> {
  await run(cluster, PRUNE);
}

/** Deletes what is left in the namespace of extra. */
export async function clear(cluster: number): Promise<void> {
  await run(cluster, DELETE);
}
