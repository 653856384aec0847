/**
 * The DestinationRule for the host that a service has across clusters under SniAddressing.
 * @module
 */
import { CLUSTER, type DestinationRuleSpec, type PortTrafficPolicy } from '../../../istio';
import type { IMeshService } from '../../../mesh';
import { type DestinationView, subsetName } from '../../destination';
import { remotePolicy } from '../../write/client-policy';
import { targetLabels } from '../../write/subsets';
import { policyOfPorts } from './far-ports';
import { isWeighted } from './gateway-endpoints';
import { BY_TURNS } from './turns';

/**
 * A rule with a subset for each destination. Its server name makes the gateway of the other cluster pass calls to the version.
 */
export function remoteRule(
  service: IMeshService,
  remote: readonly DestinationView[],
  host: string,
): DestinationRuleSpec {
  const subsets = remote.flatMap((destination) => {
    const name = subsetName(destination);
    if (name === undefined) return [];
    const { version } = destination;
    const trafficPolicy = policyOfPorts(service, gatewayPolicy(service, destination), subsetName({ version }));
    return [{ name, labels: targetLabels(destination, CLUSTER), trafficPolicy }];
  });
  const any = remote.find(({ version }) => version === undefined);
  return {
    host,
    trafficPolicy: policyOfPorts(service, gatewayPolicy(service, any), undefined),
    ...(subsets.length > 0 && { subsets }),
  };
}

/** The policy of a destination, or of the host if it is undefined. */
export function gatewayPolicy(service: IMeshService, destination: DestinationView | undefined): PortTrafficPolicy {
  const { loadBalancer, ...policy } = remotePolicy(service, destination);
  const byTurns = destination !== undefined && isWeighted(destination) && ({ simple: BY_TURNS } as const);
  const balanced = { ...loadBalancer, ...byTurns };
  return { ...(Object.keys(balanced).length > 0 && { loadBalancer: balanced }), ...policy };
}
