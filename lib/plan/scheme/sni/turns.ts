/**
 * Checks that load balancers respect the weights of endpoints.
 * @module
 */
import { type ConfigIssue, issue } from '../../../errors';
import type { Check } from '../../checks/check';
import { targetTitle } from '../../destination';
import type { ServiceView } from '../../view';
import { remotePolicy } from '../../write/client-policy';
import { isWeighted } from './gateway-endpoints';
import { SNI } from './messages';

/** The only load balancer that respects the weights of endpoints exactly. */
export const BY_TURNS = 'ROUND_ROBIN';

/** Reports destinations whose endpoints have weights that the user's load balancer would not respect (MC126). */
export const checkTurns: Check = ({ services }) => services.flatMap(({ views }) => views.flatMap(reportTurns));

function reportTurns({ service, cluster, destinations }: ServiceView): readonly ConfigIssue[] {
  return destinations.filter(isWeighted).flatMap((destination) => {
    const simple = remotePolicy(service, destination).loadBalancer?.simple;
    if (simple === undefined || simple === BY_TURNS) return [];
    const why = `because callers in "${cluster.name}" are sent to clusters whose gateways have different numbers of addresses`;
    const what = `The load balancer of ${targetTitle(service, destination.version)} must be "${BY_TURNS}", ${why}, but is "${simple}".`;
    return [issue(SNI.MC126, { what, got: simple }, service.describedAt)];
  });
}
