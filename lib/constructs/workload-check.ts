/**
 * Checking, when an app is written, the workloads in it that others make.
 * @module
 */
import { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { ConfigError, type ConfigIssue } from '../errors';
import { checkExisting, type ClusterPlan } from '../plan';
import { type PlannedProps, planOf } from './render';

/**
 * Checks that the Services and Pods below `scope`, whatever made them, take part in the mesh as it is described: those of
 * services whose workloads exist. What is wrong (MC117 to MC124) is thrown as one ConfigError when the app is written, and
 * nothing is written then. A ClusterApp does it by itself; in other apps, put it into the Chart, or the App, that holds what
 * is in one cluster.
 *
 * @example
 * new WorkloadCheck(chart, 'check', { plan: plan.for(cluster2) });
 */
export class WorkloadCheck extends Construct {
  constructor(scope: Construct, id: string, props: PlannedProps = {}) {
    super(scope, id);
    refuseWorkloads(scope, planOf(this, props));
  }
}

/** Makes the writing of an app fail when what is below `scope` does not fit the plan of its cluster. */
export function refuseWorkloads(scope: IConstruct, plan: ClusterPlan): void {
  scope.node.addValidation({
    validate: () => {
      const issues = issuesOfWorkloads(scope, plan);
      // not as texts, which cdk8s would wrap into an error without codes
      if (issues.length > 0) throw new ConfigError(issues);
      return [];
    },
  });
}

/** What is wrong with the workloads below `scope`. */
export function issuesOfWorkloads(scope: IConstruct, plan: ClusterPlan): readonly ConfigIssue[] {
  if (plan.services.every(({ existing }) => existing.length === 0)) return [];
  const objects = scope.node.findAll().filter((construct) => construct instanceof ApiObject);
  return checkExisting(
    plan,
    objects.map((object) => ({ json: object.toJson() as unknown, path: object.node.path })),
  );
}
