/**
 * Checks everything that is about to be written into clusters.
 * @module
 */
import { CallSite, type ConfigIssue, type Finding, issue } from '../errors';
import type { ManifestObject } from '../manifests';
import type { ClusterPlan } from '../plan';
import { checkMeshes } from './check-meshes';
import { CHECKS } from './checks';
import { VERIFY } from './messages';
import { checkOwners } from './owners/check-owners';
import type { Share } from './owners/claim';
import { shareOf } from './owners/share';
import { findBeside, remember } from './record';
import { checkClusters } from './reach/check-clusters';
import { checkComplete } from './references/check-complete';
import { readWritten, type Written } from './written';

/** An app that is about to be written. */
export interface RenderedApp {
  readonly plan: ClusterPlan;
  /** Its folder, `<outdir>/<app>/<cluster>`. */
  readonly outdir: string;
  readonly objects: readonly ManifestObject[];
}

/** An app, what is wrong with it by itself, and what it owns. */
interface ReadApp {
  readonly written: Written;
  readonly findings: readonly Finding[];
  /** The identities of the objects that are wrong. */
  readonly wrong: ReadonlySet<string>;
  readonly share: Share;
}

/** What is wrong with some apps. */
export interface Verified {
  readonly findings: readonly ConfigIssue[];
  /** Remembers that the apps are written, so that later apps of the same clusters are checked with them. */
  readonly remember: () => void;
}

/** Checks the objects that one app is about to write into a cluster. */
export function verify(plan: ClusterPlan, objects: readonly ManifestObject[]): readonly Finding[] {
  return findingsOf(readApp({ plan, outdir: '', objects }));
}

/** Checks objects of one cluster in an app of another kind. Routes come with what they refer to. */
export function verifyForeign(plan: ClusterPlan, objects: readonly ManifestObject[]): readonly Finding[] {
  const app = readApp({ plan, outdir: '', objects });
  return [...findingsOf(app), ...checkComplete(app.written)];
}

/**
 * Checks apps that are about to be written, each by itself and all that write into one cluster together. What this process has
 * written into their clusters before counts too.
 */
export function verifyAll(apps: readonly RenderedApp[]): Verified {
  const read = apps.map(readApp);
  // two apps with one folder are an error already
  const shares = [...new Map(read.map(({ share }) => [share.folder, share])).values()];
  const beside = findBeside(shares);
  const together = read.flatMap(({ written, share }) => {
    const near = beside.get(share);
    // a second app with the folder of another one
    if (near === undefined) return [];
    const { before, others, earlier } = near;
    const isElsewhere = (id: string): boolean => [...before, ...others].some(({ objects }) => objects.has(id));
    return [
      ...checkOwners(share, [...before, ...earlier]),
      ...checkComplete(written, isElsewhere),
      ...checkEmpty(written, share.folder, isElsewhere),
    ];
  });
  return {
    findings: [
      ...read.flatMap(({ findings }) => findings),
      ...together,
      ...checkMeshes(shares),
      ...checkClusters(read),
    ],
    remember: () => {
      for (const { share } of read) remember(share);
    },
  };
}

/** Reports an app that writes nothing, although its plan has objects that no other app of the cluster writes (MC151). */
function checkEmpty(
  { objects, planned }: Written,
  folder: string,
  isElsewhere: (id: string) => boolean,
): readonly ConfigIssue[] {
  if (objects.all.length > 0) return [];
  const missing = [...planned.byId.keys()].find((id) => !isElsewhere(id));
  if (missing === undefined) return [];
  const what = `App "${folder}" must write the objects of its plan, such as ${missing}, but writes nothing.`;
  return [issue(VERIFY.MC151, { what }, CallSite.here())];
}

/** What is wrong with an app that nothing is written beside. */
function findingsOf({ findings, share }: ReadApp): readonly Finding[] {
  return [...findings, ...checkOwners(share, [])];
}

function readApp({ plan, outdir, objects }: RenderedApp): ReadApp {
  const written = readWritten(plan, objects);
  const findings = CHECKS.flatMap((check) => check(written));
  // an object that is wrong by itself is compared with no other
  const wrong = new Set(findings.map(({ object }) => object));
  const changed = new Set([...wrong].filter((id) => written.planned.byId.has(id)));
  return { written, findings, wrong, share: shareOf(written, outdir, changed) };
}
