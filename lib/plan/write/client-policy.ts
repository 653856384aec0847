/**
 * The traffic policies that callers use. Users choose policies for Pods, and the mesh adds what gateways as endpoints need.
 * @module
 */
import type { Subset, TrafficPolicy } from '../../istio';
import type { IMeshService } from '../../mesh';
import { ownValue } from '../../reading';
import type { DestinationView } from '../destination';
import { distributionPolicy } from '../distribution';
import type { ServiceView } from '../view';

/** The field for a policy; no field if the policy is empty. */
export function givenPolicy(trafficPolicy: TrafficPolicy): Pick<Subset, 'trafficPolicy'> {
  return Object.keys(trafficPolicy).length === 0 ? {} : { trafficPolicy };
}

/** Whether a service needs a DestinationRule in a cluster just because it has policies for the Pods there. */
export function needsPolicies({ service: { trafficPolicies: policies }, versionsHere }: ServiceView): boolean {
  return versionsHere.length > 0 && (policies.service !== undefined || Object.keys(policies.versions).length > 0);
}

/** The policy of the Service in a cluster, whose endpoints are the Pods there; empty if none is given. */
export function localPolicy({ trafficPolicies: policies }: IMeshService): TrafficPolicy {
  return forPods(policies.service);
}

/** The policy of a version in a cluster. Istio takes what it leaves out from the policy of the Service. */
export function localVersionPolicy(
  { trafficPolicies: policies }: IMeshService,
  version: string,
): Pick<Subset, 'trafficPolicy'> {
  const policy = ownValue(policies.versions, version);
  return policy === undefined ? {} : { trafficPolicy: forPods(policy) };
}

/**
 * The policy of a destination that has gateways among its endpoints, or of the host if it is undefined. It is complete, because
 * the connectionPool of a subset replaces that of the host. The outlierDetection of users applies to Pods only: in a test in
 * which application errors ejected the gateway of a cluster, 5,066 of 5,074 requests were lost.
 */
export function remotePolicy(service: IMeshService, destination: DestinationView | undefined): TrafficPolicy {
  const { connectionPool, loadBalancer } = policyFor(service, destination?.version);
  const own = destination === undefined ? {} : distributionPolicy(service, destination);
  const tcp = { ...own.connectionPool?.tcp, ...connectionPool?.tcp };
  return {
    // the choices of the mesh override the user's
    ...((loadBalancer ?? own.loadBalancer) && { loadBalancer: { ...loadBalancer, ...own.loadBalancer } }),
    ...((connectionPool ?? own.connectionPool) && {
      connectionPool: { ...connectionPool, ...(Object.keys(tcp).length > 0 && { tcp }) },
    }),
    ...(own.outlierDetection && { outlierDetection: own.outlierDetection }),
  };
}

/** The given policy of a version. What it leaves out comes from the policy of the service. */
export function policyFor({ trafficPolicies: policies }: IMeshService, version: string | undefined): TrafficPolicy {
  return { ...policies.service, ...(version !== undefined && ownValue(policies.versions, version)) };
}

/** Adds that the last Pod is not ejected, unless the user chooses otherwise. */
function forPods(policy: TrafficPolicy = {}): TrafficPolicy {
  const { outlierDetection } = policy;
  return { ...policy, ...(outlierDetection && { outlierDetection: { minHealthPercent: 1, ...outlierDetection } }) };
}
