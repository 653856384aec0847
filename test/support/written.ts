/**
 * Writes the clusters of a plan, with objects of users beside those of the plan.
 * @module
 */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, type ApiObjectProps, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { bookinfoContainer, ClusterApp, ClusterChart, type ConfigIssue, type MeshPlan } from '../../lib';
import { issuesOf } from './issues';

/** What users add to the app of a cluster, by the name of the cluster: objects, or a change of what is there. */
export type Additions = Readonly<Record<string, readonly object[] | ((app: ClusterApp) => void)>>;

/** Makes a new folder for manifests. */
export function temporaryFolder(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'written-'));
}

/** Adds objects to an app as users do, in a chart of their own. */
export function addObjects(app: Construct, objects: readonly object[], id = 'own'): void {
  const chart = new Chart(app, id);
  for (const [index, object] of objects.entries()) new ApiObject(chart, `o${index}`, object as ApiObjectProps);
}

/** Makes the apps of a plan. */
export function appsOf(
  plan: MeshPlan,
  outdir: string,
  additions: Additions = {},
  name = 'shop',
): readonly ClusterApp[] {
  return plan.clusters.map((each) => {
    const app = new ClusterApp({ name, plan: each, outdir });
    new ClusterChart(app, 'mesh', { container: bookinfoContainer });
    const addition = additions[each.cluster.name];
    if (typeof addition === 'function') addition(app);
    else if (addition !== undefined) addObjects(app, addition);
    return app;
  });
}

/** The issues with which all clusters of a plan are written, with some additions. If there are any, nothing is written. */
export function issuesOfWriting(plan: MeshPlan, additions: Additions): readonly ConfigIssue[] {
  const outdir = temporaryFolder();
  const apps = appsOf(plan, outdir, additions);
  const issues = issuesOf(() => {
    ClusterApp.synthAll(apps);
  });
  const isWritten = fs.readdirSync(outdir).length > 0;
  fs.rmSync(outdir, { recursive: true });
  expect(isWritten).toBe(issues.length === 0);
  return issues;
}

/** The codes and sentences of these issues. */
export function saidOfWriting(plan: MeshPlan, additions: Additions): readonly (readonly [string, string])[] {
  return issuesOfWriting(plan, additions).map(({ code, what }) => [code, what]);
}
