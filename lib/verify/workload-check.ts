/**
 * A construct that checks the existing workloads in an app.
 * @module
 */
import { Construct } from 'constructs';
import { checkedScope, type PlannedProps, planOf, providedPlan } from '../plan';
import { addCheck, objectsBelow } from './validation';
import { verify } from './verify';

/**
 * Checks that the existing Services and Pods below `scope` fit the described mesh. If they do not, the synthesis of the app
 * throws one ConfigError with everything that is wrong (MC117 to MC124), and nothing is written.
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
    if (providedPlan(this) === undefined) addCheck(this, () => verify(plan, objectsBelow(scope)));
  }
}
