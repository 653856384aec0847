/**
 * The cdk8s App of one cluster.
 * @module
 */
import * as path from 'node:path';
import { App } from 'cdk8s';
import { CallSite, ConfigError } from '../errors';
import type { Labels } from '../istio';
import { readLabel } from '../mesh';
import { ClusterPlan, PLAN, providePlan, readCommonAnnotations, readCommonLabels } from '../plan';
import { IssueLog, SHAPE } from '../reading';
import { addCheck, objectsBelow, verify } from '../verify';
import { checkedApps } from './check-apps';
import { layOut } from './layout';
import { renderApp } from './render-app';
import { SharedWork } from './shared-work';
import { type Rendered, writeApps } from './synthesis';
import { type Additions, checkAdditions } from './stamp';

/** The extension of manifests, as cdk8s has it. */
const EXTENSION = '.k8s.yaml';

/** Options of ClusterApp. */
export interface ClusterAppProps {
  /** The name of the folder that holds a folder for each cluster: a DNS label (MC001, MC002). */
  readonly name: string;
  /** The plan of the cluster (MC031). Constructs in the app use it by default. */
  readonly plan: ClusterPlan;
  /**
   * The folder that holds the app's folder. It is created if it is missing, and must be writable (MC188).
   * @default - where cdk8s puts manifests: the output folder of `cdk8s synth`, otherwise `dist`
   */
  readonly outdir?: string;
  /**
   * Labels for every object that the app writes, your own objects included. They are not added to Pod templates. The value of a
   * label that an object has already stays. Labels that change what an object does are MC185, such as `version`, `istio.io/rev`,
   * and labels by which a Service in the app selects. Keys and values are checked as Kubernetes does (MC186).
   *
   * Every object except Namespaces also has `app.kubernetes.io/part-of`, with the name of the mesh unless you give another
   * value here, and `app.kubernetes.io/managed-by`. A VirtualService also has `istio-multicluster/route: "true"`, so that
   * kubectl can apply everything else first. Under Article2019, nothing has these labels.
   * @default - no other labels
   * @example
   * new ClusterApp({ name: 'shop', plan, labels: { team: 'checkout' } });
   */
  readonly labels?: Labels;
  /**
   * Annotations for every object that the app writes, your own objects included. They are not added to Pod templates. The value
   * of an annotation that an object has already stays. Annotations that change what an object does, such as those of Istio, are
   * MC185. Keys and values are checked as Kubernetes does (MC186).
   * @default - no annotations
   */
  readonly annotations?: Labels;
}

/** Options of `ClusterApp.synthAll`. */
export interface SynthOptions {
  /**
   * Whether nothing is said about how long the work takes.
   * @default false
   */
  readonly quiet?: boolean;
}

/**
 * The app of one cluster. It writes all Namespaces to `<outdir>/<name>/<cluster>/0000-namespaces.k8s.yaml`, and the other objects
 * of each chart to `<chart>.k8s.yaml` beside it. If charts depend on each other, the names of their files start with numbers, so
 * that `kubectl apply -f` on the folder applies them in order. Files ending in `.k8s.yaml` that an earlier run has left in the
 * folder are removed.
 *
 * The synthesis fails if two objects are the same (MC030), or if existing workloads in the app do not fit the mesh (MC117 to
 * MC124).
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
  /** The plan of the cluster. */
  readonly plan: ClusterPlan;
  readonly #additions: Additions;
  /** Whether the app itself renders its charts. It then verifies them afterwards. */
  #isRendering = false;

  constructor(props: ClusterAppProps) {
    const { name, plan, outdir, ...additions } = readOptions(props);
    super({
      outdir: path.join(outdir ?? new App().outdir, name, plan.cluster.name),
      outputFileExtension: EXTENSION,
    });
    this.plan = plan;
    this.#additions = additions;
    providePlan(this, plan);
    // for charts that are synthesized on their own, for example in tests
    addCheck(this, () => (this.#isRendering ? [] : verify(plan, objectsBelow(this, plan.cluster))));
  }

  /**
   * Writes the manifests of several clusters. All objects are verified before the first file is replaced, and each file is
   * replaced as a whole. A file that would stay the same is not touched. Files that earlier runs have written, but that the apps
   * no longer have, are deleted, also those of clusters that the mesh no longer has. Each folder has a list of them,
   * `.cdk8s-istio-multicluster`. Warnings of the plans go to stderr, and so does how long it takes, if that is more than a second.
   *
   * @param apps the apps, each with its own folder (MC034), of all clusters that send requests to one another (MC150). Of a
   * generator that makes them one after another, only one is held in memory
   * @throws ConfigError with everything that is wrong with the apps (MC030, MC034, MC035, MC117 to MC124, MC129, MC130, MC135 to
   * MC150, MC192) or with their folders (MC188, MC193), or the error of a construct's own validation. Nothing is replaced then
   * @example
   * function* apps() {
   *   for (const cluster of plan.clusters) {
   *     const app = new ClusterApp({ name: 'bookinfo', plan: cluster });
   *     new ClusterChart(app, 'bookinfo', { container: bookinfoContainer });
   *     yield app;
   *   }
   * }
   * ClusterApp.synthAll(apps());
   */
  static synthAll(apps: Iterable<ClusterApp>, options: SynthOptions = {}): void {
    writeApps(checkedApps(apps, ClusterApp), {
      render: (app, work) => app.#render(work),
      areAll: true,
      isQuiet: readQuiet(options),
    });
  }

  /** Writes the manifests of this cluster. What this process has written into the cluster before is checked with them. */
  override synth(): void {
    writeApps([this], { render: (app, work) => app.#render(work), areAll: false, isQuiet: false });
  }

  /**
   * The manifests of this cluster as one YAML text.
   *
   * @throws ConfigError with everything that is wrong with them (MC030, MC117 to MC124, MC135 to MC147, MC192)
   */
  override synthYaml(): string {
    const work = new SharedWork();
    const { issues, objects } = this.#render(work);
    const findings = [...issues, ...verify(this.plan, objects)];
    if (findings.length > 0) throw new ConfigError(findings);
    return work.textOf(objects, this.plan.cluster);
  }

  /** Renders the app: its files, and what is wrong with them. */
  #render(work: SharedWork): Rendered {
    this.#isRendering = true;
    try {
      const files = layOut(renderApp(this, this.plan.cluster, work.stamp(this.plan, this.#additions)));
      const objects = files.flatMap((file) => file.objects);
      const issues = checkAdditions(objects, this.plan.cluster, this.#additions);
      return { files, objects, issues };
    } finally {
      this.#isRendering = false;
    }
  }
}

/** Reads the options of `synthAll` (MC035). */
function readQuiet(given: SynthOptions): boolean {
  const log = new IssueLog();
  const { quiet } = log.part('ClusterApp.synthAll', given, CallSite.here()).options(['quiet']);
  const isQuiet = quiet.optional((each) => each.boolean()) ?? false;
  if (log.issues.length > 0) throw new ConfigError(log.issues);
  return isQuiet;
}

/** Reads the options of an app (MC001, MC002, MC031, MC035, MC185, MC186). */
function readOptions(props: ClusterAppProps): ClusterAppProps & Additions {
  const log = new IssueLog();
  const at = CallSite.here();
  const options = log.part('ClusterApp', props, at).options(['name', 'plan', 'outdir', 'labels', 'annotations']);
  const name = readLabel(options.name);
  const plan = options.plan.instance(PLAN.MC031, ClusterPlan, 'be the plan of a cluster');
  const outdir = options.outdir.optional((part) => part.text(SHAPE.MC035, () => true, 'be the path of a folder'));
  const labels = options.labels.optional(readCommonLabels) ?? {};
  const annotations = options.annotations.optional(readCommonAnnotations) ?? {};
  if (name === undefined || plan === undefined || log.issues.length > 0) throw new ConfigError(log.issues);
  return { name, plan, ...(outdir !== undefined && { outdir }), labels, annotations, at };
}
