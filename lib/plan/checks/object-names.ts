/**
 * Checks that objects of a cluster have different names.
 * @module
 */
import { type ConfigIssue, issue } from '../../errors';
import { resourceId } from '../../istio';
import type { IMeshService } from '../../mesh';
import { PLAN } from '../messages';
import { resourcesOf } from '../service-plan';
import { clashingVersions } from '../subset-name';
import type { Check } from './check';

/** Reports objects that would be created twice in a cluster (MC006), each once even if it concerns several clusters. */
export const checkObjectNames: Check = ({ clusters }) => {
  const found = new Map<string, ConfigIssue>();
  for (const { services } of clusters) {
    const owners = new Map<string, IMeshService>();
    for (const plan of services) {
      const { service } = plan;
      for (const id of resourcesOf(plan).map(resourceId)) {
        const owner = owners.get(id);
        owners.set(id, service);
        if (owner === undefined) continue;
        // MC166 reports the versions that give two Deployments one name
        if (owner === service && clashingVersions(service.versions).length > 0) continue;
        const what =
          owner === service
            ? `Service "${owner.name}" would create ${id} twice.`
            : `Services "${owner.name}" and "${service.name}" would both create ${id}.`;
        found.set(id, issue(PLAN.MC006, { what, got: id }, service.describedAt));
      }
    }
  }
  return [...found.values()];
};
