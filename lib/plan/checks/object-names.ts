/**
 * Checks that objects of a cluster have different names.
 * @module
 */
import { type ConfigIssue, issue } from '../../errors';
import { type Resource, resourceId } from '../../istio';
import { ExternalService, type IMeshService } from '../../mesh';
import type { ClusterPlan } from '../cluster-plan';
import { type ExternalServicePlan, externalResources } from '../external-plan';
import { PLAN } from '../messages';
import { resourcesOf, type ServicePlan } from '../service-plan';
import { clashingVersions } from '../subset-name';
import type { Check } from './check';

type Owner = IMeshService | ExternalService;

/** The plan of one in a cluster. */
type OwnerPlan = ServicePlan | ExternalServicePlan;

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
  const owners = new Map<string, OwnerPlan>();
  // clusters share the plans of services
  const plans = new Set(clusters.flatMap(({ services }) => services));
  for (const plan of plans) if (!areOwned(plan, resourcesOf(plan), owners)) return false;
  return clusters.every(({ externalServices }) =>
    externalServices.every((plan) => areOwned(plan, externalResources(plan), owners)),
  );
}

/** Makes a plan the owner of objects; false if it has one twice, or the plan of another service has one with the same name. */
function areOwned(plan: OwnerPlan, resources: readonly Resource[], owners: Map<string, OwnerPlan>): boolean {
  return resources.every((resource) => {
    const id = resourceId(resource);
    const owner = owners.get(id);
    owners.set(id, plan);
    return owner === undefined || (owner !== plan && owner.service === plan.service);
  });
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
