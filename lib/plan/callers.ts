/**
 * Who calls which services, as far as the clusters of a mesh are concerned.
 * @module
 */
import { type Cluster, type IMeshService, IngressGateway, type MeshDescription } from '../mesh';

/** The services that nothing calls; none when no call is declared, as every cluster calls everything then. */
export function uncalledServices({ services, calls }: MeshDescription): readonly IMeshService[] {
  if (calls === undefined) return [];
  const called = new Set(calls.map(({ callee }) => callee));
  return services.filter((service) => !called.has(service));
}

/** A mesh with the calls of services only. */
export function withoutIngress(mesh: MeshDescription): MeshDescription {
  return { ...mesh, calls: mesh.calls?.filter(({ caller }) => !(caller instanceof IngressGateway)) };
}

/** The order in which services are written: those no other calls first, then by name. */
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
