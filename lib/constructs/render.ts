/**
 * What every construct here does: find its plan, and render objects of it once.
 * @module
 */
import { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { CallSite, ConfigError, oldIssue, type OldDetail, type MessageCode } from '../errors';
import { type Resource, resourceId } from '../istio';
import { isPlain } from '../mesh';
import { ClusterPlan } from '../plan';

/** Options of every construct. */
export interface PlannedProps {
  /**
   * What the cluster needs, from `mesh.plan(scheme).for(cluster)`.
   * @default - the plan of the ClusterApp above (MC031 when there is none)
   */
  readonly plan?: ClusterPlan | undefined;
}

const provided = new WeakMap<IConstruct, ClusterPlan>();
const rendered = new WeakMap<IConstruct, Map<string, string>>();

/** Gives a plan to every construct below `scope`. */
export function providePlan(scope: IConstruct, plan: ClusterPlan): void {
  provided.set(scope, plan);
}

/** The plan of a construct: its own, or the nearest one provided above it. */
export function planOf(scope: Construct, props: PlannedProps): ClusterPlan {
  if (!isPlain(props)) {
    throw misuse(scope, 'MC035', { what: `options of construct "${scope.node.id}" are no plain object`, got: props });
  }
  const given: unknown = props.plan;
  const above = scope.node.scopes.map((each) => provided.get(each)).findLast((each) => each !== undefined);
  const found = given === undefined ? above : given;
  if (!(found instanceof ClusterPlan)) {
    throw misuse(scope, 'MC031', { what: `construct "${scope.node.id}" has no plan of a cluster`, got: found });
  }
  if (above !== undefined && above.cluster !== found.cluster) {
    const what = `the plan is of "${found.cluster.name}", the ClusterApp of "${above.cluster.name}"`;
    throw misuse(scope, 'MC037', { what, got: found.cluster });
  }
  return found;
}

/** Renders an object of a plan; MC030 when a construct of the same app has rendered it for the same cluster. */
export function render(scope: Construct, id: string, plan: ClusterPlan, resource: Resource): ApiObject {
  const objects = rendered.get(scope.node.root) ?? new Map<string, string>();
  rendered.set(scope.node.root, objects);
  const object = `${resourceId(resource)} of ${plan.cluster.name}`;
  const other = objects.get(object);
  if (other !== undefined) {
    throw misuse(scope, 'MC030', { what: `${object} is rendered by "${other}" already`, got: scope.node.path });
  }
  objects.set(object, scope.node.path);
  return new ApiObject(scope, id, { ...resource });
}

/** The error of a construct for which the plan of its cluster holds nothing. */
export function nothingToRender(scope: Construct, plan: ClusterPlan, what: string): ConfigError {
  return misuse(scope, 'MC032', { what, got: plan.cluster });
}

/** The error of a construct that is used wrongly: at once, and with its path. */
export function misuse(scope: Construct, code: MessageCode, detail: OldDetail): ConfigError {
  return new ConfigError([oldIssue(code, detail, CallSite.here())], { constructPath: scope.node.path });
}
