/**
 * What this process has written into clusters, so that later apps are checked with it.
 * @module
 */
import * as path from 'node:path';
import type { Share } from './owners/claim';

/** What is written, by cluster and then by folder. */
const records = new Map<string, Map<string, Share>>();

/** What this process has written into the cluster of an app before. What is in one of the `folders` is about to be replaced. */
export function writtenBeside(share: Share, folders: readonly string[]): readonly Share[] {
  const replaced = new Set(folders.map((folder) => path.resolve(folder)));
  const before = [...(records.get(clusterOf(share.folder)) ?? [])];
  return before.flatMap(([folder, each]) => (!replaced.has(folder) && areTogether(share, each) ? [each] : []));
}

/**
 * Whether two apps write into the same cluster: with the same output folder, the name of a cluster means the same cluster to
 * different meshes. Different plans of one mesh are alternatives, such as its plan for another environment.
 */
export function areTogether(one: Share, other: Share): boolean {
  const isAlternative = one.mesh === other.mesh && one.source !== other.source;
  return clusterOf(one.folder) === clusterOf(other.folder) && !isAlternative;
}

/** The cluster that a folder `<outdir>/<app>/<cluster>` is for. */
function clusterOf(folder: string): string {
  const whole = path.resolve(folder);
  return path.join(path.dirname(path.dirname(whole)), path.basename(whole));
}

/** What this process has written into a folder. */
export function writtenInto(folder: string): Pick<Share, 'mesh'> | undefined {
  return records.get(clusterOf(folder))?.get(path.resolve(folder));
}

/** Remembers what an app has written, in place of what the same folder had before. */
export function remember(share: Share): void {
  const cluster = clusterOf(share.folder);
  const shares = records.get(cluster) ?? new Map<string, Share>();
  shares.set(path.resolve(share.folder), share);
  records.set(cluster, shares);
}
