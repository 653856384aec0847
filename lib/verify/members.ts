/**
 * The Service and the Pods of each service of the mesh, as an app writes them.
 * @module
 */
import { isNamespace, podsIn, type PodsObject, type ServiceObject, servicesIn } from '../manifests';
import type { ClusterPlan, ServicePlan } from '../plan';
import type { ClusterObjects } from './cluster-objects';
import type { Differences } from './matched';

/** A service of the mesh as an app writes it. */
export interface Member {
  readonly plan: ServicePlan;
  /** Its Service. */
  readonly service: ServiceObject;
  /** The Pods that its Service selects. */
  readonly pods: readonly PodsObject[];
}

/** The services of the mesh whose Service an app writes. */
export function membersOf(plan: ClusterPlan, objects: ClusterObjects): readonly Member[] {
  return membersAmong(plan, objects, objects.services());
}

/**
 * Those of them that may have a fault: their Service is not as planned, or some of their Pods are not, or a user writes their
 * Namespace, which may switch off sidecars.
 */
export function suspectsIn(
  plan: ClusterPlan,
  objects: ClusterObjects,
  { own, changed }: Pick<Differences, 'own' | 'changed'>,
): readonly Member[] {
  const spaces = new Set(own.filter(isNamespace).map(({ name }) => name));
  const near = objects.ofKind('Service').filter(({ namespace = '' }) => spaces.has(namespace));
  const others = [...own, ...changed.map(({ object }) => object)];
  const selecting = podsIn(others).flatMap(({ namespace, podLabels }) => objects.selecting(namespace, podLabels));
  return membersAmong(plan, objects, new Set([...servicesIn([...near, ...others]), ...selecting]));
}

function membersAmong(
  plan: ClusterPlan,
  objects: ClusterObjects,
  services: Iterable<ServiceObject>,
): readonly Member[] {
  const byId = new Map([...services].map((service) => [service.id, service]));
  if (byId.size === 0) return [];
  return plan.services.flatMap((each) => {
    const service = byId.get(`Service ${each.service.namespace}/${each.service.name}`);
    return service === undefined ? [] : [{ plan: each, service, pods: objects.selectedBy(service) }];
  });
}
