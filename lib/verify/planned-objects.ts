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
  readonly byId: () => ReadonlyMap<string, Resource>;
  /** All groups. */
  readonly groups: () => readonly Group[];
  /** The services and their groups. */
  readonly services: () => readonly { readonly plan: ServicePlan; readonly groups: readonly Group[] }[];
  /** The services outside of the mesh and their groups. */
  readonly externals: () => readonly { readonly service: ExternalService; readonly group: Group }[];
  /** The DestinationRules by host. */
  readonly rules: () => ReadonlyMap<string, Resource>;
  /** The keys of labels that existing Pods need. */
  readonly podLabels: () => ReadonlySet<string>;
  /** The namespaces of its services, their callers and its gateway. The proxies in them follow the plan. */
  readonly namespaces: () => ReadonlySet<string>;
}

/** Indexes the objects of a plan. Most checks ask for no index, and the indexes are large, so they are not kept. */
export function plannedObjects(plan: ClusterPlan): PlannedObjects {
  const services = lazily(() => plan.services.map((each) => ({ plan: each, groups: groupsIn(each) })));
  const externals = lazily(() =>
    plan.externalServices.map((each) => ({ service: each.service, group: idsIn(externalResources(each)) })),
  );
  return {
    services,
    externals,
    byId: lazily(() => new Map(resourcesIn(plan).map((each) => [resourceId(each), each]))),
    groups: lazily(() => [
      ...plan.namespaces.map((each) => idsIn([each])),
      ...services().flatMap(({ groups }) => groups),
      ...externals().map(({ group }) => group),
      idsIn(plan.gateway === undefined ? [] : [plan.gateway]),
    ]),
    rules: lazily(() => rulesOf(plan)),
    podLabels: lazily(() => podLabelsOf(plan)),
    namespaces: lazily(() => namespacesOf(plan)),
  };
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

function podLabelsOf({ services }: ClusterPlan): ReadonlySet<string> {
  return new Set(services.flatMap(({ existing }) => existing.flatMap(({ podLabels }) => Object.keys(podLabels))));
}

function namespacesOf({ services, gateway }: ClusterPlan): ReadonlySet<string> {
  const namespaces = new Set(gateway?.metadata.namespace === undefined ? [] : [gateway.metadata.namespace]);
  for (const { service, callers = [] } of services)
    for (const { namespace } of [service, ...callers]) namespaces.add(namespace);
  return namespaces;
}

function rulesOf({ services }: ClusterPlan): ReadonlyMap<string, Resource> {
  const rules = services.flatMap((each) => [each.globalDestinationRule ?? [], each.localDestinationRule ?? []].flat());
  return new Map(rules.map((rule) => [rule.spec.host, rule]));
}
