/**
 * The calls of a mesh, as schemes read them.
 * @module
 */
import type { Call } from './call';
import type { MeshDescription } from './description';
import type { ExternalService } from './external-service';
import type { IMeshService } from './imesh-service';
import type { MeshState } from './state';

/** The declared calls of services in the mesh. Undefined if none is declared, so that every cluster calls every service. */
export function declaredCalls({ calls, externalCalls }: MeshState, leastPrivilege: boolean): MeshDescription['calls'] {
  // a mesh that only calls services outside declares calls too, and under least privilege it then calls nothing else
  return calls ?? (leastPrivilege && externalCalls.length > 0 ? [] : undefined);
}

/**
 * The declared calls. A call whose callee could not be read may be of any service, and so may the calls that least privilege
 * lacks: services that nothing else calls are called from nowhere then, which is reported already.
 */
export function describeCalls(
  state: MeshState,
  leastPrivilege: boolean,
  services: readonly IMeshService[],
): MeshDescription['calls'] {
  const calls = declaredCalls(state, leastPrivilege);
  // one call from nowhere says enough of a service
  const [stray] = calls === undefined && leastPrivilege ? services : state.strays;
  if (stray === undefined) return calls && [...calls];
  const called = new Set(calls?.map(({ callee }) => callee));
  const uncalled = services.filter((service) => !called.has(service));
  return [...(calls ?? []), ...uncalled.map((callee) => ({ caller: stray, clusters: [], callee }))];
}

/** The declared calls of services outside of the mesh. A call whose callee could not be read may be of any of them. */
export function describeExternalCalls(state: MeshState): readonly Call<ExternalService>[] {
  const { strays, externalCalls, externalServices } = state;
  const [stray] = strays;
  if (stray === undefined) return [...externalCalls];
  const called = new Set(externalCalls.map(({ callee }) => callee));
  const uncalled = externalServices.filter((service) => !called.has(service));
  return [...externalCalls, ...uncalled.map((callee) => ({ caller: stray, clusters: [], callee }))];
}
