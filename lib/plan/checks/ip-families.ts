/**
 * Checks that callers reach the gateways of other clusters by the IP families of their own cluster.
 * @module
 */
import { type ConfigIssue, issue, joinWords, listText } from '../../errors';
import type { Cluster } from '../../mesh';
import { addressesFor } from '../destination';
import { PLAN } from '../messages';
import type { Check } from './check';

/** Reports gateways that the callers in some cluster need, but reach by none of their addresses (MC180). */
export const checkIpFamilies: Check = ({ mesh: { clusters }, services }) =>
  clusters.flatMap((from, index) =>
    clusters
      .filter((to) => isUnreached(from, to))
      .filter((to) =>
        services.some(({ views }) => views[index]?.destinations.some(({ remotes }) => remotes.includes(to))),
      )
      .flatMap((to) => report(from, to)),
  );

function isUnreached(from: Cluster, to: Cluster): boolean {
  // a gateway without addresses is wrong already
  return (to.gateway?.addresses ?? []).length > 0 && addressesFor(from, to).length === 0;
}

function report(from: Cluster, to: Cluster): readonly ConfigIssue[] {
  const got = (to.gateway?.addresses ?? []).map(({ value }) => value);
  const families = joinWords(from.ipFamilies ?? [], 'or');
  const what = `The gateway of cluster "${to.name}" must have an ${families} address, because callers in "${from.name}" call services behind it, but has only ${listText(got)}.`;
  return [issue(PLAN.MC180, { what, got }, to.describedAt)];
}
