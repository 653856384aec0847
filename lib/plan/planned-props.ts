/**
 * Finds the plan of a construct.
 * @module
 */
import type { IConstruct } from 'constructs';
import { CallSite, ConfigError } from '../errors';
import { IssueLog, type Part } from '../reading';
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

const provided = new WeakMap<IConstruct, ClusterPlan>();

/** Gives a plan to every construct below `scope`. */
export function providePlan(scope: IConstruct, plan: ClusterPlan): void {
  provided.set(scope, plan);
}

/** The plan of the nearest construct above that provides one. */
export function providedPlan(construct: IConstruct): ClusterPlan | undefined {
  return construct.node.scopes.map((each) => provided.get(each)).findLast((each) => each !== undefined);
}

/** The plan of a construct: its option, or the plan of the nearest construct above that provides one. */
export function planOf(construct: IConstruct, props: PlannedProps): ClusterPlan {
  return readProps(construct, props, (part) => {
    const { plan } = part.options(['plan'], true);
    const above = providedPlan(construct);
    if (above !== undefined && !plan.isGiven) return above;
    const own = plan.instance(PLAN.MC031, ClusterPlan, 'be the plan of a cluster');
    if (own !== undefined && above !== undefined && own.cluster !== above.cluster) {
      const what = `${plan.title} must be the plan of cluster "${above.cluster.name}", because the construct is in the ClusterApp of that cluster, but is the plan of cluster "${own.cluster.name}".`;
      plan.report(PLAN.MC037, what, { got: own.cluster });
    }
    return own;
  });
}

/**
 * Reads options of a construct, and ignores others, which a subclass may have added. Throws an error with the path of the
 * construct if an option has a fault.
 */
export function readProps<P, V>(construct: IConstruct, props: P, read: (part: Part<P>) => V | undefined): V {
  const { id, path } = construct.node;
  const log = new IssueLog();
  const value = read(log.part(`construct "${id}"`, props, CallSite.here()));
  if (value === undefined || log.issues.length > 0) throw new ConfigError(log.issues, { constructPath: path });
  return value;
}
