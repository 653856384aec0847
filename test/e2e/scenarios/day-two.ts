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

/** What differs from one description to the next. */
export interface Description {
  /** The versions of reviews, and the numbers of their clusters. web calls reviews from both clusters. */
  readonly reviews: Readonly<Partial<Record<Version, readonly (1 | 2)[]>>>;
  /** The version that gets all requests for reviews, and then versions that get none. */
  readonly to?: readonly Version[];
  /** Whether there are also ratings, and extra in a namespace of its own. */
  readonly hasMore?: boolean;
}

/** Writes the manifests of a description to `dist/`. */
export function write({ reviews: versions, to, hasMore = false }: Description): void {
  const mesh = new Mesh(MESH);
  const clusters = addClusters(mesh);
  const cluster = (number: 1 | 2): Cluster => clusters[number - 1] ?? clusters[0];
  const common = { namespace: MESH, port: 9080 };
  const web = mesh.addService('web', { ...common, versions: { v1: [clusters[0], clusters[1]] } });
  const placed = Object.entries(versions).map(([version, numbers]) => [version, numbers.map(cluster)]);
  const reviews = mesh.addService<Version>('reviews', { ...common, versions: Object.fromEntries(placed) as never });
  web.calls(reviews);
  const [first, ...others] = to ?? [];
  if (first !== undefined) {
    const none = others.map((version) => ({ version, weight: 0 }));
    reviews.addRoute([{ to: [{ version: first, weight: 1 }, ...none] }]);
  }
  if (hasMore) {
    for (const [name, namespace] of [
      ['ratings', MESH],
      ['extra', EXTRA],
    ] as const)
      web.calls(mesh.addService(name, { ...common, namespace, versions: { v1: [clusters[0]] } }));
  }
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
const [APPLY = '', PRUNE_ROUTES = '', PRUNE = '', DELETE = ''] = COMMANDS;

/** Runs a command of docs/apply.md for a cluster of this mesh. */
async function run(cluster: number, command: string): Promise<void> {
  const words = command
    .replaceAll('dist/shop/east', path.join(place.folder, 'dist', MESH, `cluster${cluster}`))
    .replaceAll('part-of=shop', `part-of=${MESH}`)
    .replaceAll('-n old', `-n ${EXTRA}`);
  await lab.kubectl(cluster, words.split(' ').slice(1));
}

/** Applies the manifests of a cluster, and waits for its Pods. */
export async function apply(cluster: number): Promise<void> {
  await run(cluster, APPLY);
  await lab.ready(cluster);
}

/** Deletes the routes that the description of a cluster no longer has. */
export async function pruneRoutes(cluster: number): Promise<void> {
  await run(cluster, PRUNE_ROUTES);
}

/** Deletes everything that the description of a cluster no longer has. */
export async function prune(cluster: number): Promise<void> {
  await run(cluster, PRUNE);
}

/** Deletes what is left in the namespace of extra. */
export async function clear(cluster: number): Promise<void> {
  await run(cluster, DELETE);
}
