/**
 * How the host that a service has across clusters is reached under SniAddressing.
 * @module
 */
import { type ConfigIssue, oldIssue } from '../../errors';
import { CLUSTER, type DestinationRuleSpec, type PortTrafficPolicy } from '../../istio';
import type { IMeshService } from '../../mesh';
import { type DestinationView, subsetName, targetTitle } from '../destination';
import { remotePolicy } from '../traffic-policy';
import type { ServiceView } from '../view';
import { isWeighted } from './gateway-endpoints';
import { policyOfPorts } from './ports';
import { targetLabels } from './specs';

/** By which alone the weights of endpoints are met exactly. */
const BY_TURNS = 'ROUND_ROBIN';

/** A subset per destination, each with the server name that the far gateway passes to that version. */
export function remoteRule(
  service: IMeshService,
  remote: readonly DestinationView[],
  host: string,
): DestinationRuleSpec {
  const subsets = remote.flatMap((destination) => {
    const name = subsetName(destination);
    if (name === undefined) return [];
    const trafficPolicy = policyOfPorts(service, policyOf(service, destination), destination.version);
    return [{ name, labels: targetLabels(destination, CLUSTER), trafficPolicy }];
  });
  const any = remote.find(({ version }) => version === undefined);
  return {
    host,
    trafficPolicy: policyOfPorts(service, policyOf(service, any), undefined),
    ...(subsets.length > 0 && { subsets }),
  };
}

/** An MC126 for each destination whose endpoints have weights, to which the load balancer that is given would not keep. */
export function checkTurns(
  { service, cluster }: ServiceView,
  remote: readonly DestinationView[],
): readonly ConfigIssue[] {
  return remote.filter(isWeighted).flatMap((destination) => {
    const simple = remotePolicy(service, destination).loadBalancer?.simple;
    if (simple === undefined || simple === BY_TURNS) return [];
    const what = `callers in "${cluster.name}" are sent to ${targetTitle(service, destination.version)} in clusters whose gateways have different numbers of addresses`;
    return [oldIssue('MC126', { what, got: simple }, service.describedAt)];
  });
}

/** The policy of a destination, or of those that are none in particular. */
function policyOf(service: IMeshService, destination: DestinationView | undefined): PortTrafficPolicy {
  const { loadBalancer, ...policy } = remotePolicy(service, destination);
  const byTurns = destination !== undefined && isWeighted(destination) && ({ simple: BY_TURNS } as const);
  const balanced = { ...loadBalancer, ...byTurns };
  return { ...(Object.keys(balanced).length > 0 && { loadBalancer: balanced }), ...policy };
}
