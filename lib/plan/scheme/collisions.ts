/**
 * Objects of a cluster that would have one name.
 * @module
 */
import { type ConfigIssue, oldIssue } from '../../errors';
import { resourceId } from '../../istio';
import type { IMeshService } from '../../mesh';
import type { ClusterPlan } from '../cluster-plan';
import { resourcesOf } from '../service-plan';

/** An MC006 for each name that two services give, or one gives twice; the same name in several clusters counts once. */
export function collisions(clusters: readonly ClusterPlan[]): readonly ConfigIssue[] {
  const found = new Map<string, ConfigIssue>();
  for (const { services } of clusters) {
    const owners = new Map<string, IMeshService>();
    for (const plan of services) {
      const { service } = plan;
      for (const id of resourcesOf(plan).map(resourceId)) {
        const owner = owners.get(id);
        owners.set(id, service);
        if (owner === undefined) continue;
        const who =
          owner === service
            ? `service "${owner.name}" would twice`
            : `services "${owner.name}" and "${service.name}" would both`;
        const what = `${who} make ${id}`;
        found.set(id, oldIssue('MC006', { what, got: id }, service.describedAt));
      }
    }
  }
  return [...found.values()];
}
