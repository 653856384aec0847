/**
 * Which constructs render which objects, so that each object is rendered once.
 * @module
 */
import type { IConstruct } from 'constructs';
import { CallSite, ConfigError, issue } from '../errors';
import { type Resource, resourceId } from '../istio';
import type { Cluster } from '../mesh';
import { type ClusterPlan, PLAN } from '../plan';
import type { LazyNode } from './lazy-node';

/** Who renders the objects of a cluster in one app. */
interface Claims {
  /** The constructs by the objects that they render. */
  readonly constructs: Map<string, IConstruct>;
  /** A chart that renders all objects, as long as nothing else renders any. Its constructs are not made yet. */
  whole: LazyNode | undefined;
}

const known = new WeakMap<IConstruct, Map<Cluster, Claims>>();

function claimsOf({ root }: IConstruct['node'], cluster: Cluster): Claims {
  const clusters = known.get(root) ?? new Map<Cluster, Claims>();
  known.set(root, clusters);
  const claims = clusters.get(cluster) ?? { constructs: new Map<string, IConstruct>(), whole: undefined };
  clusters.set(cluster, claims);
  return claims;
}

/** Claims objects for a construct. Throws MC030 if a construct of the same app has claimed one already. */
export function claim(construct: IConstruct, { cluster }: ClusterPlan, planned: readonly Resource[]): void {
  const { node } = construct;
  const claims = claimsOf(node, cluster);
  settle(claims);
  for (const object of planned.map(resourceId)) {
    const other = claims.constructs.get(object);
    if (other !== undefined) {
      const what = `${object} must be rendered once for cluster "${cluster.name}", but "${other.node.path}" has rendered it already.`;
      const { path } = node;
      throw new ConfigError([issue(PLAN.MC030, { what, got: path }, CallSite.inProgress)], { constructPath: path });
    }
    claims.constructs.set(object, construct);
  }
}

/** Whether a construct of the same app has claimed an object of a cluster. */
export function isAnyClaimed(node: LazyNode, { cluster }: ClusterPlan): boolean {
  const { constructs, whole } = claimsOf(node, cluster);
  return whole !== undefined || constructs.size > 0;
}

/** Claims all objects of a cluster for a chart. If another construct has claimed any, both are told apart one by one. */
export function claimAll(node: LazyNode, { cluster }: ClusterPlan): void {
  const claims = claimsOf(node, cluster);
  settle(claims);
  if (claims.constructs.size === 0) claims.whole = node;
  else node.makeNow();
}

/** Has a chart with all objects make its constructs, which claim them one by one. */
function settle(claims: Claims): void {
  const { whole } = claims;
  claims.whole = undefined;
  whole?.makeNow();
}
