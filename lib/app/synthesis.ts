/**
 * Writes apps: renders, verifies and drafts one after another, and puts all drafts into their places if nothing is wrong.
 * @module
 */
import * as fs from 'node:fs';
import { ConfigError, type ConfigIssue } from '../errors';
import type { ManifestObject } from '../manifests';
import type { ClusterPlan } from '../plan';
import { forget, Verification } from '../verify';
import { checkFolders, checkLeftOut } from './check-apps';
import type { OutputFolder } from './drafted-folder';
import type { Manifest } from './layout';
import { Output } from './output';
import { Progress } from './progress';
import { SharedWork } from './shared-work';
import { isRemoved, wholeMeshes } from './whole-mesh';

/** An app as it is written. */
interface WritableApp {
  readonly plan: ClusterPlan;
  readonly outdir: string;
  readonly outputFileExtension: string;
}

/** What an app has rendered, and what is wrong with its options. */
export interface Rendered {
  readonly files: readonly Manifest[];
  readonly objects: readonly ManifestObject[];
  readonly issues: readonly ConfigIssue[];
}

/** How apps are written. */
export interface Writing<A extends WritableApp> {
  readonly render: (app: A, work: SharedWork) => Rendered;
  /** Whether they are all apps of their meshes. */
  readonly areAll: boolean;
  readonly isQuiet: boolean;
}

/** Writes apps, if nothing is wrong with them. Of each app, only small facts are kept. */
export function writeApps<A extends WritableApp>(apps: Iterable<A>, { render, areAll, isQuiet }: Writing<A>): void {
  forget(({ folder }) => !fs.existsSync(folder));
  const work = new SharedWork();
  const verification = new Verification();
  const output = new Output();
  const progress = new Progress(isQuiet);
  const written: Pick<WritableApp, 'plan' | 'outdir'>[] = [];
  const issues: ConfigIssue[] = [];
  // variables of a loop would hold the objects of an app and its texts while the next one is rendered
  const add = (app: A): void => {
    const { plan, outdir } = app;
    const rendered = render(app, work);
    written.push({ plan, outdir });
    issues.push(...rendered.issues);
    verification.add({ plan, outdir, objects: rendered.objects });
    output.draft(folderOf(app, rendered, work));
    progress.add(rendered.objects.length);
  };
  try {
    for (const app of apps) add(app);
    const meshes = areAll ? wholeMeshes(written) : [];
    const { findings, remember } = verification.finish((share) => isRemoved(share, meshes));
    const wrong = [...(areAll ? checkLeftOut(written) : []), ...checkFolders(written), ...issues, ...findings];
    if (wrong.length > 0) throw new ConfigError(wrong);
    const warnings = new Set(written.flatMap(({ plan }) => plan.warnings));
    if (warnings.size > 0) progress.interrupt();
    for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
    output.publish(meshes);
    remember();
    progress.end();
  } finally {
    // an error is printed on a line of its own
    progress.interrupt();
    output.discard();
  }
}

/** The folder of an app, with its texts. */
function folderOf(
  { plan, outdir, outputFileExtension }: WritableApp,
  { files }: Rendered,
  work: SharedWork,
): OutputFolder {
  return {
    path: outdir,
    mesh: plan.mesh,
    files: files.map(({ name, objects }) => [name + outputFileExtension, work.textOf(objects, plan.cluster)]),
  };
}
