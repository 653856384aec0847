/**
 * Checks that objects of a cluster have different names.
 * @module
 */
import { type ConfigIssue, issue } from '../../errors';
import { type Resource, resourceId } from '../../istio';
import { ExternalService, type IMeshService } from '../../mesh';
import type { ClusterPlan } from '../cluster-plan';
import { externalResources } from '../external-plan';
import { PLAN } from '../messages';
import { resourcesOf } from '../service-plan';
import { clashingVersions } from '../subset-name';
import type { Check } from './check';

type Owner = IMeshService | ExternalService;

/** Reports objects that would be created twice in a cluster (MC006), each once even if it concerns several clusters. */
export const checkObjectNames: Check = ({ clusters }) => {
  if (areNamesDistinct(clusters)) return [];
  const found = new Map<string, ConfigIssue>();
  for (const cluster of clusters) {
    const owners = new Map<string, Owner>();
    for (const [service, resources] of byOwner(cluster)) {
      for (const id of resources.map(resourceId)) {
        const owner = owners.get(id);
        owners.set(id, service);
        if (owner === undefined || isReported(owner, service)) continue;
        const what =
          owner === service
            ? `Service "${owner.name}" would create ${id} twice.`
            : `${both(owner, service)} would both create ${id}.`;
        found.set(id, issue(PLAN.MC006, { what, got: id }, service.describedAt));
      }
    }
  }
  return [...found.values()];
};

/** Whether no two services have an object with the same name in any clusters, and no service has one twice. */
function areNamesDistinct(clusters: readonly ClusterPlan[]): boolean {
  const owners = new Map<string, Owner>();
  const seen = new Set<readonly Resource[]>();
  for (const [service, resources] of clusters.flatMap(byOwner)) {
    // clusters share the plans of services
    if (seen.has(resources)) continue;
    seen.add(resources);
    const ids = resources.map(resourceId);
    if (new Set(ids).size < ids.length) return false;
    for (const id of ids) {
      const owner = owners.get(id);
      if (owner !== undefined && owner !== service) return false;
      owners.set(id, service);
    }
  }
  return true;
}

/** The objects of each service, and then of each service outside of the mesh. */
function byOwner({ services, externalServices }: ClusterPlan): readonly (readonly [Owner, readonly Resource[]])[] {
  return [
    ...services.map((plan) => [plan.service, resourcesOf(plan)] as const),
    ...externalServices.map((plan) => [plan.service, externalResources(plan)] as const),
  ];
}

/**
 * Whether another check reports the same fault: MC166 reports the versions that give two Deployments one name, and MC160 reports
 * a service outside of the mesh that has the name of a service.
 */
function isReported(owner: Owner, service: Owner): boolean {
  if (service instanceof ExternalService) return owner.name === service.name && owner.namespace === service.namespace;
  return owner === service && clashingVersions(service.versions).length > 0;
}

function both(owner: Owner, service: Owner): string {
  return service instanceof ExternalService
    ? `Service "${owner.name}" and external service "${service.name}"`
    : `Services "${owner.name}" and "${service.name}"`;
}
