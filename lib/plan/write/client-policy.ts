/**
 * How callers treat the endpoints of a host: Pods by the policies that users give, gateways by what the mesh needs, too.
 * @module
 */
import type { Subset, TrafficPolicy } from '../../istio';
import type { IMeshService } from '../../mesh';
import { ownValue } from '../../reading';
import type { DestinationView } from '../destination';
import { distributionPolicy } from '../distribution';
import type { ServiceView } from '../view';

/** A policy as the field that holds it; no field for an empty one. */
export function givenPolicy(trafficPolicy: TrafficPolicy): Pick<Subset, 'trafficPolicy'> {
  return Object.keys(trafficPolicy).length === 0 ? {} : { trafficPolicy };
}

/** Whether a service needs a DestinationRule in a cluster for its policies alone: they are for the Pods there. */
export function needsPolicies({ service: { trafficPolicies: policies }, versionsHere }: ServiceView): boolean {
  return versionsHere.length > 0 && (policies.service !== undefined || Object.keys(policies.versions).length > 0);
}

/** The policy of the Service in a cluster, whose endpoints are the Pods there; empty when none is given. */
export function localPolicy({ trafficPolicies: policies }: IMeshService): TrafficPolicy {
  return forPods(policies.service);
}

/** The policy of a version there: what it leaves out, Istio takes from the policy of the Service. */
export function localVersionPolicy(
  { trafficPolicies: policies }: IMeshService,
  version: string,
): Pick<Subset, 'trafficPolicy'> {
  const policy = ownValue(policies.versions, version);
  return policy === undefined ? {} : { trafficPolicy: forPods(policy) };
}

/**
 * The policy of a destination, some of whose endpoints are gateways; of none in particular where it is undefined. It is
 * complete, because the connectionPool of a subset replaces the host's. The outlierDetection of users is for Pods: where an
 * error of an application ejected the gateway of a cluster, 5,066 of 5,074 requests were lost.
 */
export function remotePolicy(service: IMeshService, destination: DestinationView | undefined): TrafficPolicy {
  const { connectionPool, loadBalancer } = policyFor(service, destination?.version);
  const own = destination === undefined ? {} : distributionPolicy(service, destination);
  const tcp = { ...own.connectionPool?.tcp, ...connectionPool?.tcp };
  return {
    // users cannot choose what the mesh chooses
    ...((loadBalancer ?? own.loadBalancer) && { loadBalancer: { ...loadBalancer, ...own.loadBalancer } }),
    ...((connectionPool ?? own.connectionPool) && {
      connectionPool: { ...connectionPool, ...(Object.keys(tcp).length > 0 && { tcp }) },
    }),
    ...(own.outlierDetection && { outlierDetection: own.outlierDetection }),
  };
}

/** The policy that is given for a version; what it leaves out comes from the policy of the service. */
export function policyFor({ trafficPolicies: policies }: IMeshService, version: string | undefined): TrafficPolicy {
  return { ...policies.service, ...(version !== undefined && ownValue(policies.versions, version)) };
}

/** The last Pod is not ejected, unless the user says otherwise. */
function forPods(policy: TrafficPolicy = {}): TrafficPolicy {
  const { outlierDetection } = policy;
  return { ...policy, ...(outlierDetection && { outlierDetection: { minHealthPercent: 1, ...outlierDetection } }) };
}
