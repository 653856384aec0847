/**
 * What this process has written into clusters, so that later apps are checked with it.
 * @module
 */
import * as path from 'node:path';
import { groupBy } from '../manifests';
import type { Share } from './owners/claim';

/** What is written, by cluster and then by folder. */
const records = new Map<string, Map<string, Share>>();

/** What is written into a cluster beside an app. */
export interface Beside {
  /** What this process has written before, and what stays. */
  readonly before: readonly Share[];
  /** The other apps that are about to be written. */
  readonly others: readonly Share[];
  /** Those of them that come before the app. */
  readonly earlier: readonly Share[];
}

/** What this process has written before, and what stays when some apps are written. What is in one of their folders is replaced. */
export function staying(shares: readonly Share[], isRemoved: (share: Share) => boolean): readonly Share[] {
  const replaced = new Set(shares.map(({ folder }) => path.resolve(folder)));
  const recorded = [...records.values()].flatMap((each) => [...each.values()]);
  return recorded.filter((share) => !replaced.has(path.resolve(share.folder)) && !isRemoved(share));
}

/** For each app that is about to be written, what else its cluster then has: more of these apps, and what `stays` there. */
export function findBeside(shares: readonly Share[], stays: readonly Share[]): ReadonlyMap<Share, Beside> {
  const kept = groupBy(stays, ({ folder }) => clusterOf(folder));
  const groups = groupBy(shares, ({ folder }) => clusterOf(folder));
  const found = [...groups].flatMap(([cluster, group]) =>
    group.map((share, index) => {
      const beside = (all: readonly Share[] = []): readonly Share[] =>
        all.filter((other) => other !== share && !areAlternatives(share, other));
      const earlier = beside(group.slice(0, index));
      return [share, { before: beside(kept.get(cluster)), others: beside(group), earlier }] as const;
    }),
  );
  return new Map(found);
}

/** Different plans of one mesh are alternatives, such as its plan under another scheme. */
function areAlternatives(one: Share, other: Share): boolean {
  return one.mesh === other.mesh && one.source !== other.source;
}

/** Forgets what was written and has been removed since then. */
export function forget(isRemoved: (share: Share) => boolean): void {
  for (const shares of records.values())
    for (const [folder, share] of shares) if (isRemoved(share)) shares.delete(folder);
}

/**
 * The cluster that a folder `<outdir>/<app>/<cluster>` is for. With the same output folder, the name of a cluster means the same
 * cluster to different meshes.
 */
export function clusterOf(folder: string): string {
  const whole = path.resolve(folder);
  return path.join(path.dirname(path.dirname(whole)), path.basename(whole));
}

/** The folder of the app that a folder `<outdir>/<app>/<cluster>` is in. */
export function appOf(folder: string): string {
  return path.dirname(path.resolve(folder));
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
