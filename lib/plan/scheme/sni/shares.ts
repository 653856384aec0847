/**
 * Local Pods beside a gateway with several addresses: a Pod weighs 1 and so does each address at least, so the cluster of the
 * gateway would take more than its share.
 * @module
 */
import { type ConfigIssue, issue, sentence } from '../../../errors';
import type { Check } from '../../checks/check';
import { addressCount, isRemote, targetTitle } from '../../destination';
import type { ServiceView } from '../../view';
import { SNI } from './messages';

/** Reports destinations that are spread over local Pods and several addresses of another cluster (MC075). */
export const checkShares: Check = ({ services }) => services.flatMap(({ views }) => views.flatMap(reportShares));

function reportShares({ service, cluster, destinations }: ServiceView): readonly ConfigIssue[] {
  if (service.distribution !== 'spread') return [];
  return destinations
    .filter((each) => each.here && isRemote(each))
    .flatMap(({ version, remotes }) =>
      remotes
        .filter((other) => addressCount(other) > 1)
        .map((other) => {
          const where = `runs in "${cluster.name}", where Pods call it, and in "${other.name}"`;
          const what = `${targetTitle(service, version)} ${where}, whose gateway has ${addressCount(other)} addresses.`;
          const got = other.gateway?.addresses.map(({ value }) => value);
          return issue(SNI.MC075, { what: sentence(what), got }, other.describedAt);
        }),
    );
}
