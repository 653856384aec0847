/**
 * The objects of a plan, in the groups in which constructs render them.
 * @module
 */
import type { ClusterPlan } from './cluster-plan';
import { groupsOfService, type PlannedGroup } from './service-plan';

/** All objects of a plan, in the order in which they are written. Deployments have no containers. */
export function groupsOf({ namespaces, services, externalServices, gateway }: ClusterPlan): readonly PlannedGroup[] {
  const externals = externalServices.map(({ serviceEntry, destinationRule }) =>
    [serviceEntry, destinationRule].filter((each) => each !== undefined),
  );
  const gateways = gateway === undefined ? [] : [[gateway]];
  const groups = [...namespaces.map((each) => [each]), ...services.flatMap(groupsOfService), ...externals, ...gateways];
  return groups.filter((group) => group.length > 0);
}
