/**
 * Checks the apps that are written together, before they are rendered.
 * @module
 */
import * as path from 'node:path';
import { CallSite, ConfigError, type ConfigIssue, issue, listText } from '../errors';
import type { ClusterPlan } from '../plan';
import { IssueLog, type Part, SHAPE } from '../reading';
import { writtenInto } from '../verify';
import { APPS } from './messages';

/** What the checks read of an app. */
interface PlannedApp {
  readonly plan: ClusterPlan;
  readonly outdir: string;
}

/** What `synthAll` takes. */
type Apps<App> = readonly App[] | Iterable<App>;

/** The apps of a list, or those that a generator makes one after another. Throws MC035 for anything else, and for no apps. */
export function checkedApps<App extends PlannedApp>(
  apps: Apps<App>,
  type: abstract new (...args: never) => App,
): Iterable<App> {
  if (isGenerated(apps)) return oneAfterAnother(apps, type);
  const log = new IssueLog();
  const part = log.part(ARGUMENT, apps, CallSite.here());
  if (Array.isArray(apps)) part.notEmpty(SHAPE.MC035, 'at least one app', { fix: FIX });
  for (const [index, app] of part.list('apps').entries()) checkApp(app, index, type);
  if (log.issues.length > 0) throw new ConfigError(log.issues);
  return apps;
}

const ARGUMENT = 'the argument of ClusterApp.synthAll';
const FIX = 'Pass a list of ClusterApps.';

function* oneAfterAnother<App>(apps: Iterable<App>, type: abstract new (...args: never) => App): Generator<App, void> {
  const log = new IssueLog();
  const part = log.part(ARGUMENT, apps, CallSite.here());
  let count = 0;
  for (const app of apps) {
    checkApp(part.of(ARGUMENT, app), count++, type);
    if (log.issues.length > 0) throw new ConfigError(log.issues);
    yield app;
  }
  if (count > 0) return;
  part.of(ARGUMENT, []).notEmpty(SHAPE.MC035, 'at least one app', { fix: FIX });
  throw new ConfigError(log.issues);
}

function checkApp(app: Part, index: number, type: abstract new (...args: never) => unknown): void {
  app.named(`app ${index + 1} of ClusterApp.synthAll`).instance(SHAPE.MC035, type, 'be a ClusterApp', { fix: FIX });
}

function isGenerated<App>(apps: Apps<App>): apps is Exclude<Apps<App>, readonly App[]> {
  // from JavaScript, it may be anything
  const given: unknown = apps;
  return typeof given === 'object' && given !== null && !Array.isArray(given) && Symbol.iterator in given;
}

/** Finds apps that write into the folder of an earlier app, or of another mesh (MC034). */
export function checkFolders(apps: readonly PlannedApp[]): readonly ConfigIssue[] {
  const at = CallSite.here();
  const folders = apps.map(({ outdir }) => path.resolve(outdir));
  const firsts = new Map(folders.toReversed().map((folder, index) => [folder, apps.length - 1 - index]));
  return apps.flatMap(({ outdir, plan }, index) => {
    const first = firsts.get(path.resolve(outdir)) ?? index;
    const before = writtenInto(outdir);
    if (first !== index) {
      const what = `Apps ${first + 1} and ${index + 1} of ClusterApp.synthAll must write into different folders, but both write into "${outdir}".`;
      return [issue(APPS.MC034, { what, got: outdir }, at)];
    }
    if (before === undefined || before.mesh === plan.mesh) return [];
    const what = `The folder "${outdir}" must hold one mesh, but mesh "${before.mesh}" was written into it before mesh "${plan.mesh}".`;
    return [
      issue(
        APPS.MC034,
        {
          what,
          got: outdir,
          fix: 'Give the app of one of them another name. If the mesh was renamed, remove the folder first.',
        },
        at,
      ),
    ];
  });
}

/** Finds clusters that requests are sent to, but that are left out (MC150). */
export function checkLeftOut(apps: readonly PlannedApp[]): readonly ConfigIssue[] {
  const at = CallSite.here();
  const given = new Set(apps.map(({ plan }) => plan.cluster));
  const senders = new Map<string, string[]>();
  for (const { plan } of apps)
    for (const { name } of new Set(plan.services.flatMap(({ remotes }) => remotes.filter((each) => !given.has(each)))))
      senders.set(name, [...(senders.get(name) ?? []), plan.cluster.name]);
  return [...senders].map(([name, from]) => {
    const what = `ClusterApp.synthAll must get an app of cluster "${name}", which gets requests from ${listText(from)}, but did not.`;
    return issue(APPS.MC150, { what }, at);
  });
}
