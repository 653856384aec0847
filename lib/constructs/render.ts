/**
 * Renders objects of a plan, each once. Every construct of this room uses it.
 * @module
 */
import type { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { CallSite, ConfigError, issue } from '../errors';
import { type Resource, resourceId } from '../istio';
import type { Cluster } from '../mesh';
import { type ClusterPlan, PLAN } from '../plan';
import { CONSTRUCTS } from './messages';
import { PlannedObject } from './planned-object';

/** For each app, the construct that rendered an object, by cluster and object. */
const rendered = new WeakMap<IConstruct, Map<Cluster, Map<string, IConstruct>>>();

/**
 * Renders an object of a plan. Throws MC030 if a construct of the same app has already rendered it for the same cluster.
 * @param resource what is written for the object: the object itself, unless users complete it
 */
export function render(
  scope: Construct,
  id: string,
  plan: ClusterPlan,
  planned: Resource,
  resource = planned,
): ApiObject {
  const { root, path } = scope.node;
  const constructs = constructsOf(root, plan.cluster);
  const object = resourceId(planned);
  const other = constructs.get(object);
  if (other !== undefined) {
    const what = `${object} must be rendered once for cluster "${plan.cluster.name}", but "${other.node.path}" has rendered it already.`;
    throw new ConfigError([issue(PLAN.MC030, { what, got: path }, CallSite.here())], { constructPath: path });
  }
  constructs.set(object, scope);
  return new PlannedObject(scope, id, resource, planned);
}

function constructsOf(root: IConstruct, cluster: Cluster): Map<string, IConstruct> {
  const clusters = rendered.get(root) ?? new Map<Cluster, Map<string, IConstruct>>();
  rendered.set(root, clusters);
  const constructs = clusters.get(cluster) ?? new Map<string, IConstruct>();
  clusters.set(cluster, constructs);
  return constructs;
}

/** The error of a construct that has nothing to render in its cluster. `reason` is a clause that says why. */
export function nothingToRender({ node }: Construct, { cluster }: ClusterPlan, reason: string): ConfigError {
  const what = `Construct "${node.id}" has nothing to render in cluster "${cluster.name}": ${reason}.`;
  return new ConfigError([issue(CONSTRUCTS.MC032, { what }, CallSite.here())], { constructPath: node.path });
}
