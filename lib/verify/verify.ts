/**
 * Checks everything that is about to be written into clusters.
 * @module
 */
import * as path from 'node:path';
import { CallSite, type ConfigIssue, type Finding, issue } from '../errors';
import { lazily, type ManifestObject } from '../manifests';
import type { ClusterPlan } from '../plan';
import { isAsPlanned } from './as-planned';
import { checkMeshes } from './check-meshes';
import { CHECKS } from './checks';
import { laterRead, ownsHosts } from './later-read';
import { type Matched, matched } from './matched';
import { VERIFY } from './messages';
import { checkOwners } from './owners/check-owners';
import type { Owned, Share } from './owners/claim';
import { ownedIn, shareOf } from './owners/share';
import { findBeside, forget, remember, staying } from './record';
import { checkClusters, type PlacedService, placedServices } from './reach/check-clusters';
import { checkComplete } from './references/check-complete';
import { readWritten, type Written } from './written';

/** An app that is about to be written. */
export interface RenderedApp {
  readonly plan: ClusterPlan;
  /** Its folder, `<outdir>/<app>/<cluster>`. */
  readonly outdir: string;
  /** What it writes, with the items of lists in their place. */
  readonly objects: readonly ManifestObject[];
}

/** What is kept of an app while others are read. */
interface ReadApp {
  readonly findings: readonly Finding[];
  readonly share: Share;
  /** Whether users own no hosts in it, so that nothing in it clashes with its plan. */
  readonly isAlone: boolean;
  /** Whether users create Services of the mesh. Those of plans have equal ports in all clusters. */
  readonly hasOwnServices: boolean;
  readonly services: () => readonly PlacedService[];
  /** What it writes, unless it writes everything of its plan. Another app may write the rest. */
  readonly incomplete: Written | undefined;
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
  return [...findingsOf(app), ...(app.incomplete === undefined ? [] : checkComplete(app.incomplete))];
}

/**
 * Checks apps that are about to be written, each by itself and all that write into one cluster together. What this process has
 * written into their clusters before counts too. Of each app, only small facts are kept.
 */
export class Verification {
  readonly #read: ReadApp[] = [];

  /** Adds an app that is about to be written. */
  add(app: RenderedApp): void {
    this.#read.push(readApp(app));
  }

  /** What is wrong with the apps that were added, if what this process has written before is removed where it says so. */
  finish(isRemoved: (share: Share) => boolean): Verified {
    const read = this.#read;
    // two apps with one folder are an error already
    const shares = [...new Map(read.map(({ share }) => [path.resolve(share.folder), share])).values()];
    const stays = staying(shares, isRemoved);
    const beside = findBeside(shares, stays);
    const together = read.flatMap(({ incomplete, share, isAlone }) => {
      const near = beside.get(share);
      // a second app with the folder of another one
      if (near === undefined) return [];
      const { before, others, earlier } = near;
      const isElsewhere = (id: string): boolean => [...before, ...others].some(({ owned }) => owned().objects.has(id));
      return [
        ...(isAlone && before.length + earlier.length === 0 ? [] : checkOwners(share, [...before, ...earlier])),
        ...(incomplete === undefined ? [] : checkComplete(incomplete, isElsewhere)),
        ...(incomplete === undefined ? [] : checkEmpty(incomplete, share.folder, isElsewhere)),
      ];
    });
    return {
      findings: [
        ...read.flatMap(({ findings }) => findings),
        ...together,
        ...checkMeshes(shares, stays),
        ...(read.some(({ hasOwnServices }) => hasOwnServices)
          ? checkClusters(read.flatMap((each) => each.services()))
          : []),
      ],
      remember: () => {
        forget(isRemoved);
        for (const share of shares) remember(share);
      },
    };
  }
}

/** Reports an app that writes nothing, although its plan has objects that no other app of the cluster writes (MC151). */
function checkEmpty(
  { objects, planned }: Written,
  folder: string,
  isElsewhere: (id: string) => boolean,
): readonly ConfigIssue[] {
  if (objects.all.length > 0) return [];
  const missing = [...planned.byId().keys()].find((id) => !isElsewhere(id));
  if (missing === undefined) return [];
  const what = `App "${folder}" must write the objects of its plan, such as ${missing}, but writes nothing.`;
  return [issue(VERIFY.MC151, { what }, CallSite.here())];
}

/** What is wrong with an app that nothing is written beside. */
function findingsOf({ findings, share, isAlone }: ReadApp): readonly Finding[] {
  return isAlone ? findings : [...findings, ...checkOwners(share, [])];
}

function readApp(app: RenderedApp): ReadApp {
  const match = matched(app.plan, app.objects);
  return isAsPlanned(app.plan, match) ? readPlanned(app) : readChecked(app, match);
}

/** Does not read an app that is as planned, unless it is asked for. */
function readPlanned({ plan, outdir, objects }: RenderedApp): ReadApp {
  const written = laterRead(plan, objects);
  return {
    findings: [],
    share: shareOf(plan, outdir, ownedLater(written, new Set())),
    isAlone: true,
    hasOwnServices: false,
    services: () => placedServices(written(), new Set()),
    incomplete: undefined,
  };
}

function ownedLater(written: () => Written, ignored: ReadonlySet<string>): () => Owned {
  return lazily(() => ownedIn(written(), ignored));
}

function readChecked({ plan, outdir, objects }: RenderedApp, match: Matched): ReadApp {
  const written = readWritten(plan, objects, match);
  const findings = CHECKS.flatMap((check) => check(written));
  // an object that is wrong by itself is compared with no other
  const wrong = new Set(findings.map(({ object }) => object));
  const changed = new Set([...wrong].filter((id) => written.planned.byId().has(id)));
  const isAlone = plan.externalServices.length === 0 && !written.own.some(ownsHosts);
  const hasOwnServices = written.suspects().some(({ service }) => service.planned === undefined);
  const later = laterRead(plan, objects);
  return {
    findings,
    share: shareOf(plan, outdir, isAlone ? ownedLater(later, changed) : always(ownedIn(written, changed))),
    isAlone,
    hasOwnServices,
    services: hasOwnServices ? always(placedServices(written, wrong)) : () => placedServices(later(), wrong),
    incomplete: written.missing.ids.size === 0 ? undefined : written,
  };
}

/** Answers a value. A function beside the objects of an app would hold them in memory. */
function always<T>(value: T): () => T {
  return () => value;
}
