/**
 * The Service and the Pods of each service of the mesh, as an app writes them.
 * @module
 */
import type { PodsObject, ServiceObject } from '../manifests';
import type { ClusterPlan, ServicePlan } from '../plan';
import type { ClusterObjects } from './cluster-objects';

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
  const byId = new Map(objects.services.map((service) => [service.id, service]));
  return plan.services.flatMap((each) => {
    const service = byId.get(`Service ${each.service.namespace}/${each.service.name}`);
    return service === undefined ? [] : [{ plan: each, service, pods: objects.selectedBy(service) }];
  });
}
