/**
 * A construct that checks the existing workloads in an app.
 * @module
 */
import { Construct } from 'constructs';
import { checkedScope, type PlannedProps, planOf, providedPlan } from '../plan';
import { addCheck, objectsBelow } from './validation';
import { verifyForeign } from './verify';

/**
 * Checks the objects below `scope` as a ClusterApp checks its own: that existing Services and Pods fit the described mesh, that
 * the objects of the plan are written as planned, and that nothing else owns their hosts. If something is wrong, the synthesis of
 * the app throws one ConfigError with all of it (MC030, MC117 to MC124, MC135 to MC149, MC192), and nothing is written.
 *
 * A ClusterApp checks its objects itself, so a WorkloadCheck does nothing in it. In any other app, put it into the Chart or the
 * App that holds the objects of one cluster.
 *
 * @example
 * new WorkloadCheck(chart, 'check', { plan: plan.for(cluster2) });
 */
export class WorkloadCheck extends Construct {
  constructor(scope: Construct, id: string, props: PlannedProps = {}) {
    super(checkedScope(scope, id, props, ['plan']), id);
    const plan = planOf(this, props);
    // a ClusterApp provides the plan
    if (providedPlan(this) === undefined) addCheck(this, () => verifyForeign(plan, objectsBelow(scope, plan.cluster)));
  }
}
