/**
 * Checks everything that is about to be written into clusters.
 * @module
 */
import type { Finding } from '../errors';
import type { ManifestObject } from '../manifests';
import type { ClusterPlan } from '../plan';
import { CHECKS } from './checks';
import { checkOwners } from './owners/check-owners';
import type { Share } from './owners/claim';
import { shareOf } from './owners/share';
import { areTogether, remember, writtenBeside } from './record';
import { checkClusters } from './reach/check-clusters';
import { readWritten, type Written } from './written';

/** An app that is about to be written. */
export interface RenderedApp {
  readonly plan: ClusterPlan;
  /** Its folder, `<outdir>/<app>/<cluster>`. */
  readonly outdir: string;
  readonly objects: readonly ManifestObject[];
}

/** What is wrong with some apps. */
export interface Verified {
  readonly findings: readonly Finding[];
  /** Remembers that the apps are written, so that later apps of the same clusters are checked with them. */
  readonly remember: () => void;
}

/** Checks the objects that one app is about to write into a cluster. */
export function verify(plan: ClusterPlan, objects: readonly ManifestObject[]): readonly Finding[] {
  const { findings, share } = readApp({ plan, outdir: '', objects });
  return [...findings, ...checkOwners(share, [])];
}

/**
 * Checks apps that are about to be written, each by itself and all that write into one cluster together. What this process has
 * written into their clusters before counts too.
 */
export function verifyAll(apps: readonly RenderedApp[]): Verified {
  const read = apps.map(readApp);
  // two apps with one folder are an error already
  const shares = [...new Map(read.map(({ share }) => [share.folder, share])).values()];
  const folders = shares.map(({ folder }) => folder);
  const shared = shares.flatMap((share, index) => {
    const earlier = shares.slice(0, index).filter((each) => areTogether(each, share));
    return checkOwners(share, [...writtenBeside(share, folders), ...earlier]);
  });
  return {
    findings: [...read.flatMap(({ findings }) => findings), ...shared, ...checkClusters(read)],
    remember: () => {
      for (const { share } of read) remember(share);
    },
  };
}

function readApp({ plan, outdir, objects }: RenderedApp): {
  readonly written: Written;
  readonly findings: readonly Finding[];
  readonly wrong: ReadonlySet<string>;
  readonly share: Share;
} {
  const written = readWritten(plan, objects);
  const findings = CHECKS.flatMap((check) => check(written));
  // an object that is wrong by itself is compared with no other
  const wrong = new Set(findings.map(({ object }) => object));
  return { written, findings, wrong, share: shareOf(written, outdir, wrong) };
}
