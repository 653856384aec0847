/**
 * One App per cluster.
 * @module
 */
import * as path from 'node:path';
import { ApiObject, App, Names, Yaml } from 'cdk8s';
import { issuesOfWorkloads, providePlan, refuseWorkloads } from '../constructs';
import { CallSite, ConfigError, type ConfigIssue, oldIssue, OldLog } from '../errors';
import { resourceId } from '../istio';
import { checkLabel, readList, readOptions } from '../mesh';
import { ClusterPlan } from '../plan';
import { type OutputFile, writeFiles } from './manifest-writer';

/** Options of ClusterApp. */
export interface ClusterAppProps {
  /** Name of the folder that holds a folder per cluster: a DNS label (MC001, MC002). */
  readonly name: string;
  /** What the cluster needs (MC031); constructs in the app find it by themselves. */
  readonly plan: ClusterPlan;
  /**
   * The folder that holds the app's folder.
   * @default - where cdk8s puts manifests: the output folder of `cdk8s synth`, otherwise `dist`
   */
  readonly outdir?: string;
}

/**
 * The app of one cluster. It writes `<outdir>/<name>/<cluster>/<chart>.k8s.yaml`; a chart without objects writes no file, and
 * dependencies between charts do not change the names of files.
 *
 * @example
 * ClusterApp.synthAll(
 *   plan.clusters.map((cluster) => {
 *     const app = new ClusterApp({ name: 'bookinfo', plan: cluster });
 *     new ClusterChart(app, 'bookinfo', { container: bookinfoContainer });
 *     return app;
 *   }),
 * );
 */
export class ClusterApp extends App {
  /** What the cluster needs. */
  readonly plan: ClusterPlan;
  private readonly site: CallSite;

  constructor(props: ClusterAppProps) {
    const site = CallSite.here();
    const { name, plan, outdir } = readProps(props, site);
    super({ outdir: path.join(outdir ?? new App().outdir, name, plan.cluster.name) });
    this.plan = plan;
    this.site = site;
    providePlan(this, plan);
    refuseWorkloads(this, plan);
  }

  /**
   * Writes the manifests of several clusters. Every cluster is validated and rendered before the first file is written,
   * and each file is replaced as a whole. Warnings of the plans go to stderr.
   *
   * @param apps one per cluster and name (MC034), in which no two objects are the same (MC030), and in which workloads that
   * are not generated take part in the mesh (MC117 to MC124)
   * @throws ConfigError with everything that is wrong with the apps, or the error of a construct's own validation; nothing
   * is written then
   */
  static synthAll(apps: readonly ClusterApp[]): void {
    checkApps(apps);
    const issues = [
      ...sharedFolders(apps),
      ...apps.flatMap((app) => app.duplicates()),
      ...apps.flatMap((app) => issuesOfWorkloads(app, app.plan)),
    ];
    if (issues.length > 0) throw new ConfigError(issues);
    const files = apps.flatMap((app) => app.render());
    for (const warning of new Set(apps.flatMap(({ plan }) => plan.warnings)))
      process.stderr.write(`warning: ${warning}\n`);
    writeFiles(files);
  }

  /** Writes the manifests of this cluster. */
  override synth(): void {
    ClusterApp.synthAll([this]);
  }

  private render(): readonly OutputFile[] {
    return this.charts.flatMap((chart) => {
      const objects: readonly unknown[] = chart.toJson();
      const file = path.join(this.outdir, `${Names.toDnsLabel(chart)}${this.outputFileExtension}`);
      return objects.length === 0 ? [] : [{ path: file, text: Yaml.stringify(...objects) }];
    });
  }

  private duplicates(): readonly ConfigIssue[] {
    const paths = new Map<string, string>();
    const issues: ConfigIssue[] = [];
    for (const object of this.node.findAll().filter((construct) => construct instanceof ApiObject)) {
      const { apiVersion, kind, name, metadata, node } = object;
      const id = resourceId({ apiVersion, kind, metadata: { name, namespace: metadata.namespace } });
      const what = `${id} of ${this.plan.cluster.name} is rendered by "${paths.get(id) ?? ''}" already`;
      if (paths.has(id)) issues.push(oldIssue('MC030', { what, got: node.path }, this.site));
      paths.set(id, node.path);
    }
    return issues;
  }
}

/** The options, of which none is missing or wrong; otherwise throws MC001, MC002, MC031 and MC035. */
function readProps(props: ClusterAppProps, at: CallSite): ClusterAppProps {
  const log = new OldLog();
  const options = readOptions(log, props, 'options of ClusterApp', ['name', 'plan', 'outdir'], at);
  const { name = '', plan, outdir } = options;
  log.issues.push(...checkLabel('name of ClusterApp', name, at));
  if (!(plan instanceof ClusterPlan))
    log.report('MC031', { what: 'ClusterApp has no plan of a cluster', got: plan }, at);
  if (outdir !== undefined && typeof outdir !== 'string')
    log.report('MC035', { what: 'outdir of ClusterApp is no text', got: outdir }, at);
  if (plan === undefined || log.issues.length > 0) throw new ConfigError(log.issues);
  return { name, plan, ...(outdir !== undefined && { outdir }) };
}

/** Throws MC035 for what is no list of ClusterApps. */
function checkApps(apps: readonly ClusterApp[]): void {
  const log = new OldLog();
  const at = CallSite.here();
  const given: readonly unknown[] = readList(log, apps, 'what synthAll writes', at);
  for (const app of given) {
    if (!(app instanceof ClusterApp))
      log.report('MC035', { what: 'an app of synthAll is no ClusterApp', got: app }, at);
  }
  if (log.issues.length > 0) throw new ConfigError(log.issues);
}

function sharedFolders(apps: readonly ClusterApp[]): readonly ConfigIssue[] {
  const folders = apps.map(({ outdir }) => path.resolve(outdir));
  const shared = folders.filter((folder, index) => folders.indexOf(folder) !== index);
  const at = CallSite.here();
  return shared.map((folder) => oldIssue('MC034', { what: 'two apps write one folder', got: folder }, at));
}
