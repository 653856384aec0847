/**
 * A construct that renders objects of a plan, and what it renders.
 * @module
 */
import { Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { CallSite, ConfigError, issue } from '../errors';
import { isImmutable, type Resource } from '../istio';
import type { ClusterPlan } from '../plan';
import { claim } from './claims';
import { LazyNode, type PlacedList, type Unmade } from './lazy-node';
import { CONSTRUCTS } from './messages';
import { areMembersKnown, PlannedObject, type RenderingList } from './planned-object';

/** A construct that renders objects of a plan. The constructs of the objects are made when someone first looks at them. */
export abstract class PlannedConstruct extends Construct {
  /** Its node, which makes the constructs of the objects. @internal */
  declare readonly node: LazyNode;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.node = LazyNode.replacing(this, scope);
  }
}

/** Renders objects of a plan in a construct. Throws MC030 if another construct of the same app renders one. */
export function render(construct: PlannedConstruct, plan: ClusterPlan, objects: RenderingList): void {
  const planned = objects.map((each) => each.planned);
  renderCompleted(construct, plan, planned, () => objects);
}

/** Renders objects as functions of the user complete them. If another construct renders one, the functions are not called. */
export function renderCompleted(
  construct: PlannedConstruct,
  plan: ClusterPlan,
  planned: readonly Resource[],
  complete: () => RenderingList,
): void {
  claim(construct, plan, planned);
  // an object needs a chart, and cdk8s says so
  Chart.of(construct);
  const objects = complete();
  construct.node.makeLater({
    lists: () => [{ below: '', objects }],
    make: () => {
      for (const each of objects) new PlannedObject(construct, each);
    },
  });
}

/** Whether nobody has looked into a construct, so that its own constructs are not made yet. */
export function isUntouched(construct: IConstruct): boolean {
  return unmadeIn(construct) !== undefined;
}

function unmadeIn({ node }: IConstruct): Unmade | undefined {
  return node instanceof LazyNode ? node.unmade : undefined;
}

/**
 * What a construct renders that nobody has looked into. Clusters share lists as they share plans. Undefined if cdk8s has to render
 * it, object by object.
 */
export function untouched(construct: IConstruct): readonly PlacedList[] | undefined {
  const unmade = unmadeIn(construct);
  if (unmade === undefined || !areMembersKnown) return undefined;
  const chart = Chart.of(construct);
  const isPlain = chart.namespace === undefined && Object.keys(chart.labels).length === 0;
  if (!isPlain || chart.toJson !== Chart.prototype.toJson) return undefined;
  const lists = unmade.lists();
  return lists.every(({ objects }) => isImmutableList(objects)) ? lists : undefined;
}

/** The lists whose objects nobody can change. Most lists are asked for once for each cluster. */
const immutable = new WeakSet<RenderingList>();

function isImmutableList(list: RenderingList): boolean {
  if (immutable.has(list)) return true;
  const isSo = list.every(({ resource }) => isImmutable(resource));
  if (isSo) immutable.add(list);
  return isSo;
}

/** The error of a construct that has nothing to render in its cluster. `reason` is a clause that says why. */
export function nothingToRender({ node }: Construct, { cluster }: ClusterPlan, reason: string): ConfigError {
  const what = `Construct "${node.id}" has nothing to render in cluster "${cluster.name}": ${reason}.`;
  return new ConfigError([issue(CONSTRUCTS.MC032, { what }, CallSite.inProgress)], { constructPath: node.path });
}
