/**
 * Checks the apps that are written together, before they are rendered.
 * @module
 */
import * as path from 'node:path';
import { CallSite, ConfigError, type ConfigIssue, issue, listText } from '../errors';
import type { ClusterPlan } from '../plan';
import { IssueLog, SHAPE } from '../reading';
import { writtenInto } from '../verify';
import { APPS } from './messages';

/** What the checks read of an app. */
interface PlannedApp {
  readonly plan: ClusterPlan;
  readonly outdir: string;
}

/** Throws MC035 if the value is not a list of apps, or if it is empty. */
export function checkList<App extends PlannedApp>(
  apps: readonly App[],
  type: abstract new (...args: never) => App,
): void {
  const log = new IssueLog();
  const part = log.part('the argument of ClusterApp.synthAll', apps, CallSite.here());
  const fix = 'Pass a list of ClusterApps.';
  if (Array.isArray(apps)) part.notEmpty(SHAPE.MC035, 'at least one app', { fix });
  for (const [index, app] of part.list('apps').entries())
    app.named(`app ${index + 1} of ClusterApp.synthAll`).instance(SHAPE.MC035, type, 'be a ClusterApp', { fix });
  if (log.issues.length > 0) throw new ConfigError(log.issues);
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
    return [issue(APPS.MC034, { what, got: outdir, fix: 'Give the app of one of them another name.' }, at)];
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
