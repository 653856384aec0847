/**
 * How callers treat the endpoints of a host: Pods by the policies that users give, gateways by what the mesh needs, too.
 * @module
 */
import type { Subset, TrafficPolicy } from '../../istio';
import { type IMeshService, ownValue } from '../../mesh';
import type { DestinationView } from '../destination';
import { distributionPolicy } from '../distribution';
import type { ServiceView } from '../view';

/** A policy as the field that holds it; no field for one that says nothing. */
export function givenPolicy(trafficPolicy: TrafficPolicy): Pick<Subset, 'trafficPolicy'> {
  return Object.keys(trafficPolicy).length === 0 ? {} : { trafficPolicy };
}

/** Whether the Service of a service needs a DestinationRule in a cluster for its policies alone, which are for Pods there. */
export function needsPolicies({ service: { trafficPolicies: policies }, versionsHere }: ServiceView): boolean {
  return versionsHere.length > 0 && (policies.service !== undefined || Object.keys(policies.versions).length > 0);
}

/** The policy of the Service in a cluster, whose endpoints are Pods there; nothing when none is given. */
export function localPolicy({ trafficPolicies: policies }: IMeshService): TrafficPolicy {
  return forPods(policies.service);
}

/** The policy of a version there: Istio takes what it does not have from that of the Service. */
export function localVersionPolicy(
  { trafficPolicies: policies }: IMeshService,
  version: string,
): Pick<Subset, 'trafficPolicy'> {
  const policy = ownValue(policies.versions, version);
  return policy === undefined ? {} : { trafficPolicy: forPods(policy) };
}

/**
 * The policy of a destination, some of whose endpoints are gateways; undefined for those that are none in particular. It is
 * complete, as Istio puts a subset's connectionPool in the place of the host's. Outlier detection is for Pods: where an
 * error of an application ejected the gateway of a cluster, 5,066 of 5,074 requests were lost.
 */
export function remotePolicy(service: IMeshService, destination: DestinationView | undefined): TrafficPolicy {
  const { connectionPool, loadBalancer } = policyFor(service, destination?.version);
  const own = destination === undefined ? {} : distributionPolicy(service, destination);
  const tcp = { ...own.connectionPool?.tcp, ...connectionPool?.tcp };
  return {
    // what the mesh chooses holds: a user chooses none of it
    ...((loadBalancer ?? own.loadBalancer) && { loadBalancer: { ...loadBalancer, ...own.loadBalancer } }),
    ...((connectionPool ?? own.connectionPool) && {
      connectionPool: { ...connectionPool, ...(Object.keys(tcp).length > 0 && { tcp }) },
    }),
    ...(own.outlierDetection && { outlierDetection: own.outlierDetection }),
  };
}

/** What is given for a version, or for the service where a version says nothing. */
export function policyFor({ trafficPolicies: policies }: IMeshService, version: string | undefined): TrafficPolicy {
  return { ...policies.service, ...(version !== undefined && ownValue(policies.versions, version)) };
}

/** A Pod that is left of all stays, unless the user says otherwise. */
function forPods(policy: TrafficPolicy = {}): TrafficPolicy {
  const { outlierDetection } = policy;
  return { ...policy, ...(outlierDetection && { outlierDetection: { minHealthPercent: 1, ...outlierDetection } }) };
}
