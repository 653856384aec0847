/**
 * Checks that no consistent hash is used across clusters.
 * @module
 */
import { type ConfigIssue, issue } from '../../errors';
import { isRemote, targetTitle } from '../destination';
import { PLAN } from '../messages';
import { policyFor } from '../write/client-policy';
import type { Check } from './check';

/** Reports destinations in other clusters whose load balancer is a consistent hash, each once (MC114). */
export const checkConsistentHashes: Check = ({ services }) => {
  const found = new Map<string, ConfigIssue>();
  for (const { service, cluster, destinations } of services.flatMap(({ views }) => views)) {
    for (const destination of destinations) {
      const { version } = destination;
      const hash = isRemote(destination) ? policyFor(service, version).loadBalancer?.consistentHash : undefined;
      if (hash === undefined) continue;
      const title = targetTitle(service, version);
      if (found.has(title)) continue;
      const what = `The load balancer of ${title} must not be a consistent hash, because callers in "${cluster.name}" are sent to other clusters.`;
      found.set(title, issue(PLAN.MC114, { what, got: hash }, service.describedAt));
    }
  }
  return [...found.values()];
};
