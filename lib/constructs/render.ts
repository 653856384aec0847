/**
 * What every construct here does: find its plan, and render objects of it once.
 * @module
 */
import { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { CallSite, ConfigError, issue } from '../errors';
import { type Resource, resourceId } from '../istio';
import type { ClusterPlan } from '../plan';

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
export function planOf(scope: Construct, { plan }: PlannedProps): ClusterPlan {
  const scopes = scope.node.scopes.map((above) => provided.get(above)).filter((above) => above !== undefined);
  const found = plan ?? scopes.at(-1);
  if (found !== undefined) return found;
  const detail = { what: `"${scope.node.id}" has no plan`, got: plan };
  throw new ConfigError([issue('MC031', detail, CallSite.here())], scope.node.path);
}

/** Renders an object of a plan; MC030 when a construct of the same app has rendered it for the same cluster. */
export function render(scope: Construct, id: string, plan: ClusterPlan, resource: Resource): ApiObject {
  const objects = rendered.get(scope.node.root) ?? new Map<string, string>();
  rendered.set(scope.node.root, objects);
  const object = `${resourceId(resource)} of ${plan.cluster.name}`;
  const other = objects.get(object);
  if (other !== undefined) {
    const detail = { what: `${object} is rendered by "${other}" already`, got: scope.node.path };
    throw new ConfigError([issue('MC030', detail, CallSite.here())], scope.node.path);
  }
  objects.set(object, scope.node.path);
  return new ApiObject(scope, id, { ...resource });
}

/** The error of a construct for which the plan holds nothing. */
export function nothingToRender(scope: Construct, plan: ClusterPlan, what: string): ConfigError {
  const detail = { what: `${what} in ${plan.cluster.name}`, got: scope.node.id };
  return new ConfigError([issue('MC032', detail, CallSite.here())], scope.node.path);
}
