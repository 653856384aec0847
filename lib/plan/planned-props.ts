/**
 * Finds the plan of a construct.
 * @module
 */
import { Construct, type IConstruct } from 'constructs';
import { CallSite, ConfigError } from '../errors';
import { IssueLog, isPlain, type Part, SHAPE } from '../reading';
import { ClusterPlan } from './cluster-plan';
import { PLAN } from './messages';

/** Options of every construct. */
export interface PlannedProps {
  /**
   * The plan of the cluster, from `mesh.plan(scheme).for(cluster)`. In a ClusterApp, it must be a plan of the app's cluster
   * (MC037).
   * @default - the plan of the ClusterApp that the construct is in (MC031)
   */
  readonly plan?: ClusterPlan | undefined;
}

/**
 * The scope of a construct. Throws MC035 if it is not one, or if `props` has other options than `keys`. Every construct passes it
 * to `super`, with the options that its own class takes. A subclass with more options checks its own, and passes on only those of
 * its base class.
 *
 * @example
 * super(checkedScope(scope, id, props, ['service', 'plan']), id);
 */
export function checkedScope<P>(
  scope: Construct,
  id: string,
  props: P,
  keys: readonly (keyof P & string)[],
): Construct {
  if (Construct.isConstruct(scope) && isFaultless(props, keys)) return scope;
  const log = new IssueLog();
  const part = log.part(`construct "${id}"`, props, CallSite.inProgress);
  if (!Construct.isConstruct(scope)) {
    const fix = 'Pass the chart or the app that the construct is in.';
    part.of(`the scope of construct "${id}"`, scope).must(SHAPE.MC035, 'be a construct', { fix });
    throw new ConfigError(log.issues);
  }
  part.options(keys);
  const constructPath = [scope.node.path, id].filter((each) => each !== '').join('/');
  if (log.issues.length > 0) throw new ConfigError(log.issues, { constructPath });
  return scope;
}

/** Whether options are certainly without a fault. A mesh has tens of thousands of constructs, and reading takes much longer. */
function isFaultless(props: unknown, keys: readonly string[]): boolean {
  try {
    if (!isPlain(props)) return false;
    return Object.keys(props).every((key) => {
      const property = Object.getOwnPropertyDescriptor(props, key);
      // a getter may throw, and has no value here
      return keys.includes(key) && property !== undefined && isPassed(property, props);
    });
  } catch {
    // a proxy may throw too
    return false;
  }
}

function isPassed(property: PropertyDescriptor, props: object): boolean {
  return 'value' in property && property.value !== null && property.value !== props;
}

const provided = new WeakMap<IConstruct, ClusterPlan>();

/** Gives a plan to every construct below `scope`. */
export function providePlan(scope: IConstruct, plan: ClusterPlan): void {
  provided.set(scope, plan);
}

/** The plan of the nearest construct above that provides one. */
export function providedPlan(construct: IConstruct): ClusterPlan | undefined {
  for (let each: IConstruct | undefined = construct; each !== undefined; each = each.node.scope) {
    const plan = provided.get(each);
    if (plan !== undefined) return plan;
  }
  return undefined;
}

/** The plan of a construct: its option, or the plan of the nearest construct above that provides one. */
export function planOf(construct: IConstruct, props: PlannedProps): ClusterPlan {
  const above = providedPlan(construct);
  if (above !== undefined && isWithoutOther(props, above)) return above;
  return readProps(construct, props, (part) => {
    const { plan } = part.options(['plan'], true);
    if (above !== undefined && !plan.isGiven) return above;
    const own = plan.instance(PLAN.MC031, ClusterPlan, 'be the plan of a cluster');
    if (own !== undefined && above !== undefined && own.cluster !== above.cluster) {
      const what = `${plan.title} must be the plan of cluster "${above.cluster.name}", because the construct is in the ClusterApp of that cluster, but is the plan of cluster "${own.cluster.name}".`;
      plan.report(PLAN.MC037, what, { got: own.cluster });
    }
    return own;
  });
}

/** Whether options name no other plan than that from above. Most constructs name none, and reading takes much longer. */
function isWithoutOther(props: PlannedProps, above: ClusterPlan): boolean {
  const own = Object.getOwnPropertyDescriptor(props, 'plan');
  return own === undefined ? isPlain(props) : own.value === above;
}

/** A construct, as far as messages name it. */
export interface Located {
  readonly node: { readonly id: string; readonly path: string };
}

/**
 * Reads some options of a construct. `checkedScope` has checked that it has no others. Throws an error with the path of the
 * construct if an option has a fault.
 */
export function readProps<P, V>(construct: Located, props: P, read: (part: Part<P>) => V | undefined): V {
  const { id, path } = construct.node;
  const log = new IssueLog();
  const value = read(log.part(`construct "${id}"`, props, CallSite.inProgress));
  if (value === undefined || log.issues.length > 0) throw new ConfigError(log.issues, { constructPath: path });
  return value;
}
