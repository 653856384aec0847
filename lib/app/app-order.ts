/**
 * The order in which cdk8s writes charts and their objects. It takes time linear in constructs and dependencies, where cdk8s takes
 * time that grows exponentially with the layers of dependencies.
 * @module
 */
import { ApiObject, type App, Chart, DependencyGraph } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isUntouched } from '../constructs';
import { type Dependencies, dependenciesIn, graphOf } from './dependencies';
import { topologyOf } from './topology';

/** A chart, and its own objects. Charts in it have objects of their own. */
export interface OrderedChart<O> {
  readonly chart: Chart;
  readonly objects: readonly O[];
}

/** The charts of an app, with their constructs or what these render. Charts and objects come after those that they depend on. */
export interface AppOrder<O> {
  readonly charts: readonly OrderedChart<O>[];
  /** Whether a chart depends on another one, or contains it. */
  readonly isDependent: boolean;
}

/**
 * The order of an app, whose constructs are given in the order of the tree. A construct that nobody has looked into stands for its
 * objects, unless something depends on something.
 */
export function orderOf(app: App, constructs: readonly IConstruct[]): AppOrder<IConstruct> {
  const dependencies = dependenciesIn(constructs);
  if (dependencies.targets.size > 0) return byDependencies(app);
  return { charts: inTreeOrder(dependencies, constructs), isDependent: false };
}

/** Looks into all constructs, because objects depend on one another by those that they are in. */
function byDependencies(app: App): AppOrder<ApiObject> {
  const constructs = app.node.findAll();
  const dependencies = dependenciesIn(constructs);
  const { isDependent } = dependencies;
  const charts = sorted(dependencies, constructs)?.filter((each) => each instanceof Chart);
  const ordered = charts?.map((chart) => ({ chart, all: sorted(dependencies, chart.node.findAll()) }));
  if (ordered === undefined || ordered.some(({ all }) => all === undefined)) return orderOfLibrary(app, isDependent);
  return { charts: ordered.map(({ chart, all = [] }) => ({ chart, objects: objectsOf(chart, all) })), isDependent };
}

function inTreeOrder({ charts }: Dependencies, constructs: readonly IConstruct[]): readonly OrderedChart<IConstruct>[] {
  const objects = new Map<Chart, IConstruct[]>();
  for (const construct of constructs) {
    const chart = charts.get(construct);
    if (construct instanceof Chart) objects.set(construct, []);
    const isSource = construct instanceof ApiObject || isUntouched(construct);
    if (chart !== undefined && isSource) objects.get(chart)?.push(construct);
  }
  return byPath([...objects.keys()]).map((chart) => ({ chart, objects: objects.get(chart) ?? [] }));
}

/** The order in which cdk8s starts, which is that of an object's keys: numbers come first. */
function byPath<C extends IConstruct>(constructs: readonly C[]): readonly C[] {
  return Object.values(Object.fromEntries(constructs.map((each) => [each.node.path, each])));
}

/** Constructs in the order of their dependencies; undefined if they depend on themselves. */
function sorted(dependencies: Dependencies, constructs: readonly IConstruct[]): readonly unknown[] | undefined {
  return topologyOf(byPath(constructs), graphOf(dependencies, new Set(constructs)));
}

/** The order that cdk8s finds itself, or its error. */
function orderOfLibrary(app: App, isDependent: boolean): AppOrder<ApiObject> {
  // rendering any chart adds all dependencies that cdk8s derives
  const any = app.node.findAll().find((each) => each instanceof Chart);
  if (any !== undefined) Chart.prototype.toJson.call(any);
  const charts = app.charts.map((chart) => ({
    chart,
    objects: objectsOf(chart, new DependencyGraph(chart.node).topology()),
  }));
  return { charts, isDependent };
}

function objectsOf(chart: Chart, constructs: readonly unknown[]): readonly ApiObject[] {
  return constructs.filter((each) => each instanceof ApiObject).filter((each) => Chart.of(each) === chart);
}
