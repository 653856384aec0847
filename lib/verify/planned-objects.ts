/**
 * The objects that the plan of a cluster holds, by identity.
 * @module
 */
import { type Resource, resourceId } from '../istio';
import { type ClusterPlan, groupsOf, type PlannedGroup } from '../plan';

/** The objects of a plan. */
export interface PlannedObjects {
  /** A number that no other plan has. */
  readonly source: number;
  /** Each object by its identity. */
  readonly byId: ReadonlyMap<string, Resource>;
  /** The objects in the groups in which constructs render them. */
  readonly groups: readonly PlannedGroup[];
  /** The DestinationRules by host. */
  readonly rules: ReadonlyMap<string, Resource>;
  /** The keys of labels that existing Pods need. */
  readonly podLabels: ReadonlySet<string>;
  /** The namespaces of its services, their callers and its gateway. The proxies in them follow the plan. */
  readonly namespaces: ReadonlySet<string>;
}

const known = new WeakMap<ClusterPlan, PlannedObjects>();
let last = 0;

/** The objects of a plan. They are indexed once. */
export function plannedObjects(plan: ClusterPlan): PlannedObjects {
  const before = known.get(plan);
  if (before !== undefined) return before;
  const groups = groupsOf(plan);
  const pods = plan.services.flatMap(({ existing }) => existing);
  const gateway = plan.gateway?.metadata.namespace;
  const planned = {
    source: ++last,
    byId: new Map(groups.flat().map((resource) => [resourceId(resource), resource])),
    groups,
    rules: new Map(
      plan.services
        .flatMap((each) => [each.globalDestinationRule ?? [], each.localDestinationRule ?? []].flat())
        .map((rule) => [rule.spec.host, rule]),
    ),
    podLabels: new Set(pods.flatMap(({ podLabels }) => Object.keys(podLabels))),
    namespaces: new Set([
      ...plan.services.flatMap(({ service, callers = [] }) => [service, ...callers]).map((each) => each.namespace),
      ...(gateway === undefined ? [] : [gateway]),
    ]),
  };
  known.set(plan, planned);
  return planned;
}
