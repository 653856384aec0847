/**
 * Checking, when an app is synthesized, the workloads in it that others make.
 * @module
 */
import { Construct } from 'constructs';
import { type PlannedProps, planOf, providedPlan } from '../plan';
import { addCheck, objectsBelow } from './validation';
import { checkWorkloads } from './workloads';

/**
 * Checks that the Services and Pods below `scope`, whatever made them, take part in the mesh as it is described, where the
 * workloads of services exist. The synthesis of the app throws one ConfigError with all that is wrong (MC117 to MC124), and
 * nothing is written then.
 *
 * A ClusterApp verifies everything in it by itself, so a WorkloadCheck has nothing to add there. In another app, put it into
 * the Chart, or the App, that holds what is written into one cluster.
 *
 * @example
 * new WorkloadCheck(chart, 'check', { plan: plan.for(cluster2) });
 */
export class WorkloadCheck extends Construct {
  constructor(scope: Construct, id: string, props: PlannedProps = {}) {
    super(scope, id);
    const plan = planOf(this, props);
    const isNeeded = providedPlan(this) === undefined && plan.services.some(({ existing }) => existing.length > 0);
    if (isNeeded) addCheck(this, () => checkWorkloads(plan, objectsBelow(scope)));
  }
}
