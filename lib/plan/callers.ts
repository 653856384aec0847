/**
 * Finds which services are called, and from which clusters.
 * @module
 */
import { type Cluster, type IMeshService, IngressGateway, type MeshDescription } from '../mesh';

/** The services that nothing calls. If no call is declared, every cluster calls every service, so there are none. */
export function uncalledServices({ services, calls }: MeshDescription): readonly IMeshService[] {
  if (calls === undefined) return [];
  const called = new Set(calls.map(({ callee }) => callee));
  return services.filter((service) => !called.has(service));
}

/** The mesh without the calls of ingress gateways. */
export function withoutIngress(mesh: MeshDescription): MeshDescription {
  return { ...mesh, calls: mesh.calls?.filter(({ caller }) => !(caller instanceof IngressGateway)) };
}

/** The services in the order in which they are written: first services that no other service calls, then the rest, by name. */
export function inWritingOrder(mesh: MeshDescription): readonly IMeshService[] {
  const first = new Set(uncalledServices(withoutIngress(mesh)));
  return [...first, ...mesh.services.filter((service) => !first.has(service))];
}

/** The clusters that run a caller of a service. */
export function callerClusters(mesh: MeshDescription, service: IMeshService): ReadonlySet<Cluster> {
  if (mesh.calls === undefined) return new Set(mesh.clusters);
  const calls = mesh.calls.filter(({ callee }) => callee === service);
  return new Set(calls.flatMap(({ clusters }) => clusters));
}
