/**
 * Finds which services are called, and from which clusters.
 * @module
 */
import { type Cluster, type IMeshService, IngressGateway, type MeshDescription } from '../mesh';

/** Declared calls; undefined if none is declared, so that every cluster calls every service. */
export type Calls = MeshDescription['calls'];

/** The calls without the calls of ingress gateways. */
export function withoutIngress(calls: Calls): Calls {
  return calls?.filter(({ caller }) => !(caller instanceof IngressGateway));
}

/** The services in the order in which they are written: first services that no other service calls, then the rest, by name. */
export function inWritingOrder({ services, calls }: MeshDescription): readonly IMeshService[] {
  const called = new Set(withoutIngress(calls)?.map(({ callee }) => callee) ?? services);
  return [...services.filter((service) => !called.has(service)), ...services.filter((service) => called.has(service))];
}

/** The clusters of a mesh that run a caller, by the calls of one service. */
export function callerClusters({ clusters }: MeshDescription, calls: Calls): ReadonlySet<Cluster> {
  return new Set(calls === undefined ? clusters : calls.flatMap((call) => call.clusters));
}
