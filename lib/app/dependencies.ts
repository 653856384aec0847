/**
 * The dependencies between the constructs of an app, as cdk8s derives them from those that users declare.
 * @module
 */
import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { DependenciesOf } from './topology';

/** The dependencies between the constructs of an app. */
export interface Dependencies {
  /** The chart that each construct belongs to. Constructs outside of charts have none. */
  readonly charts: ReadonlyMap<IConstruct, Chart>;
  /** What constructs depend on, in the order in which cdk8s adds it. */
  readonly targets: ReadonlyMap<IConstruct, ReadonlySet<IConstruct>>;
  /** Whether a chart depends on another one, or contains it. */
  readonly isDependent: boolean;
}

/** Finds the dependencies between the constructs of an app, which are given in the order of the tree. */
export function dependenciesIn(constructs: readonly IConstruct[]): Dependencies {
  const charts = chartsOf(constructs);
  const targets = new Map<IConstruct, Set<IConstruct>>();
  const add = (source: IConstruct, target: IConstruct): void => {
    targets.set(source, (targets.get(source) ?? new Set()).add(target));
  };
  for (const construct of constructs) for (const target of construct.node.dependencies) add(construct, target);
  for (const chart of constructs.filter((each) => each instanceof Chart)) {
    const { scope } = chart.node;
    if (scope instanceof Chart) add(scope, chart);
  }
  const between = constructs
    .flatMap((source) => [...(targets.get(source) ?? [])].map((target) => ({ source, target })))
    .map(({ source, target }) => ({ source: Chart.of(source), target: charts.get(target) ?? Chart.of(target) }))
    .filter(({ source, target }) => source !== target);
  for (const { source, target } of between) add(source, target);
  return { charts, targets, isDependent: between.length > 0 };
}

/** The charts of constructs. `Chart.of` would walk up the tree for each of them. */
function chartsOf(constructs: readonly IConstruct[]): ReadonlyMap<IConstruct, Chart> {
  const charts = new Map<IConstruct, Chart>();
  for (const construct of constructs) {
    const { scope } = construct.node;
    const chart = construct instanceof Chart ? construct : scope && charts.get(scope);
    if (chart !== undefined) charts.set(construct, chart);
  }
  return charts;
}

/** A construct, or something that stands for several. */
export type Node = IConstruct | Group;

/** Stands for several nodes, so that each of many objects can depend on each of many others. */
class Group {
  constructor(readonly members: readonly Node[]) {}
}

/**
 * The graph of the constructs in a `scope`. If a construct depends on another one, each object of it depends on each object of
 * the other one.
 */
export function graphOf({ charts, targets }: Dependencies, scope: ReadonlySet<IConstruct>): DependenciesOf<Node> {
  const objects = remembered((construct) => {
    const own = construct instanceof ApiObject ? [construct] : [];
    const children = construct.node.children.filter((child) => charts.get(child) === charts.get(construct));
    return new Group([...own, ...children.map((child) => objects(child))]);
  });
  const inScope = (construct: IConstruct): readonly IConstruct[] =>
    [...(targets.get(construct) ?? [])].filter((target) => scope.has(target));
  const needs = remembered((construct) => {
    const above = construct.node.scope;
    const isSameChart = above !== undefined && charts.get(above) === charts.get(construct);
    return new Group([...(isSameChart ? [needs(above)] : []), ...inScope(construct).map((target) => objects(target))]);
  });
  return (node) => {
    if (node instanceof Group) return node.members;
    return node instanceof ApiObject ? [...inScope(node), needs(node)] : inScope(node);
  };
}

function remembered(make: (construct: IConstruct) => Group): (construct: IConstruct) => Group {
  const known = new Map<IConstruct, Group>();
  return (construct) => {
    const group = known.get(construct) ?? make(construct);
    known.set(construct, group);
    return group;
  };
}
