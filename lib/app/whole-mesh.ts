/**
 * Which clusters the folder of an app has when all clusters of a mesh are written into it. What earlier runs have written there for
 * other clusters of the mesh is removed.
 * @module
 */
import * as path from 'node:path';
import { type ClusterPlan, sourceOf } from '../plan';
import { appOf } from '../verify';

/** The folder of an app that all clusters of a mesh are written into. */
export interface WholeMesh {
  readonly app: string;
  /** The name of the mesh. */
  readonly mesh: string;
  /** The names of its clusters. */
  readonly clusters: ReadonlySet<string>;
}

/** What is written for a cluster. */
interface ClusterFolder {
  /** The folder, `<outdir>/<app>/<cluster>`. */
  readonly folder: string;
  /** The name of the mesh. */
  readonly mesh: string;
}

/** The meshes of apps that are written together, by folder: meshes in different folders may have the same name. */
export function wholeMeshes(
  apps: readonly { readonly plan: ClusterPlan; readonly outdir: string }[],
): readonly WholeMesh[] {
  const meshes = new Map<string, { app: string; mesh: string; clusters: Set<string> }>();
  for (const { plan, outdir } of apps) {
    const [app, mesh] = [appOf(outdir), plan.mesh];
    const key = `${mesh} ${app}`;
    const clusters = meshes.get(key)?.clusters ?? new Set();
    for (const { name } of sourceOf(plan)?.description.clusters ?? []) clusters.add(name);
    meshes.set(key, { app, mesh, clusters });
  }
  return [...meshes.values()];
}

/** Whether a folder is that of a cluster that its mesh no longer has. */
export function isRemoved({ folder, mesh }: ClusterFolder, meshes: readonly WholeMesh[]): boolean {
  const [app, cluster] = [appOf(folder), path.basename(folder)];
  return meshes.some((each) => each.mesh === mesh && each.app === app && !each.clusters.has(cluster));
}
