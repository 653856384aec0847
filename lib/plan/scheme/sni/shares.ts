/**
 * Checks that no version is spread over local Pods and a gateway with several addresses. A Pod has weight 1, and each address
 * has at least weight 1, so the cluster of the gateway would get more than its share.
 * @module
 */
import { type ConfigIssue, issue } from '../../../errors';
import type { Check } from '../../checks/check';
import { addressesFor, isRemote, targetTitle } from '../../destination';
import type { ServiceView } from '../../view';
import { SNI } from './messages';

/** Reports destinations that are spread over local Pods and a cluster with several addresses (MC075). */
export const checkShares: Check = ({ services }) => services.flatMap(({ views }) => views.flatMap(reportShares));

function reportShares({ service, cluster, destinations }: ServiceView): readonly ConfigIssue[] {
  if (service.distribution !== 'spread') return [];
  return destinations
    .filter((each) => each.here && isRemote(each))
    .flatMap(({ version, remotes }) =>
      remotes
        .map((other) => [other, addressesFor(cluster, other)] as const)
        .filter(([, addresses]) => addresses.length > 1)
        .map(([other, addresses]) => {
          const why = `because ${targetTitle(service, version)} also runs beside its callers in "${cluster.name}"`;
          const what = `The gateway of cluster "${other.name}" must have one address, ${why}, but has ${addresses.length}.`;
          const got = addresses.map(({ value }) => value);
          return issue(SNI.MC075, { what, got }, other.describedAt);
        }),
    );
}
