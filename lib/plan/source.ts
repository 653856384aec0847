/**
 * What plans are made from: a description and a scheme. Checks ask for it, and users do not see it.
 * @module
 */
import type { MeshDescription } from '../mesh';
import type { ClusterPlan } from './cluster-plan';
import type { MeshPlan } from './mesh-plan';

/** What a plan is made from. */
export interface PlanSource {
  readonly description: MeshDescription;
  /** The scheme, such as an EndpointDiscovery. */
  readonly scheme: object;
}

const sources = new WeakMap<ClusterPlan | MeshPlan, PlanSource>();

/** Remembers what the plan of a mesh and the plans of its clusters are made from. */
export function keepSource(plan: MeshPlan, source: PlanSource): MeshPlan {
  for (const each of [plan, ...plan.clusters]) sources.set(each, source);
  return plan;
}

/** What a plan is made from; undefined for a plan that no scheme has made. */
export function sourceOf(plan: ClusterPlan | MeshPlan): PlanSource | undefined {
  return sources.get(plan);
}
