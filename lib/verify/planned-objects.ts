/**
 * The objects that the plan of a cluster holds, by identity.
 * @module
 */
import { lazily } from '../manifests';
import { type Resource, resourceId } from '../istio';
import type { ExternalService } from '../mesh';
import { type ClusterPlan, externalResources, groupsOfService, resourcesIn, type ServicePlan } from '../plan';

/** The identities of objects that one construct renders: all of them, or none. */
export type Group = readonly string[];

/** The objects of a plan. */
export interface PlannedObjects {
  /** Each object by its identity, in the order in which they are written. */
  readonly byId: ReadonlyMap<string, Resource>;
  /** All groups. */
  readonly groups: readonly Group[];
  /** The services and their groups. */
  readonly services: readonly { readonly plan: ServicePlan; readonly groups: readonly Group[] }[];
  /** The services outside of the mesh and their groups. */
  readonly externals: readonly { readonly service: ExternalService; readonly group: Group }[];
  /** The DestinationRules by host. */
  readonly rules: () => ReadonlyMap<string, Resource>;
  /** The keys of labels that existing Pods need. */
  readonly podLabels: ReadonlySet<string>;
  /** The namespaces of its services, their callers and its gateway. The proxies in them follow the plan. */
  readonly namespaces: ReadonlySet<string>;
}

/** Indexes the objects of a plan. The index is large, so it is not kept. */
export function plannedObjects(plan: ClusterPlan): PlannedObjects {
  return { ...indexOf(plan), ...factsOf(plan) };
}

function indexOf(plan: ClusterPlan): Pick<PlannedObjects, 'byId' | 'groups' | 'services' | 'externals'> {
  const namespaces = plan.namespaces.map((each) => idsIn([each]));
  const services = plan.services.map((each) => ({ plan: each, groups: groupsIn(each) }));
  const externals = plan.externalServices.map((each) => ({
    service: each.service,
    group: idsIn(externalResources(each)),
  }));
  const gateway = idsIn(plan.gateway === undefined ? [] : [plan.gateway]);
  const groups = [
    ...namespaces,
    ...services.flatMap((each) => each.groups),
    ...externals.map(({ group }) => group),
    gateway,
  ];
  const byId = new Map(resourcesIn(plan).map((each) => [resourceId(each), each]));
  return { byId, groups, services, externals };
}

function idsIn(resources: readonly Resource[]): Group {
  return resources.map(resourceId);
}

const known = new WeakMap<ServicePlan, readonly Group[]>();

/** The groups of a service. Clusters share them as they share its plan. */
function groupsIn(plan: ServicePlan): readonly Group[] {
  const groups = known.get(plan) ?? groupsOfService(plan).map(idsIn);
  known.set(plan, groups);
  return groups;
}

function factsOf(plan: ClusterPlan): Pick<PlannedObjects, 'rules' | 'podLabels' | 'namespaces'> {
  const podLabels = new Set<string>();
  const gateway = plan.gateway?.metadata.namespace;
  const namespaces = new Set(gateway === undefined ? [] : [gateway]);
  for (const { service, callers = [], existing } of plan.services) {
    for (const { namespace } of [service, ...callers]) namespaces.add(namespace);
    for (const pods of existing) for (const key of Object.keys(pods.podLabels)) podLabels.add(key);
  }
  return { rules: lazily(() => rulesOf(plan)), podLabels, namespaces };
}

function rulesOf({ services }: ClusterPlan): ReadonlyMap<string, Resource> {
  const rules = services.flatMap((each) => [each.globalDestinationRule ?? [], each.localDestinationRule ?? []].flat());
  return new Map(rules.map((rule) => [rule.spec.host, rule]));
}
