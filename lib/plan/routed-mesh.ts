/**
 * What planning derives before a scheme is involved: who gets which rules, and how each cluster sees each service.
 * @module
 */
import type { RouteProtocol } from '../istio';
import type { Cluster, IMeshService, MeshDescription } from '../mesh';
import { type Calls, callerClusters, inWritingOrder, withoutIngress } from './callers';
import { areCallersKnown, isPlaced } from './known';
import { type Routing, routingsOf } from './routing';
import { type ServiceView, viewsOf } from './view';

/** A service, its rules, and how each cluster sees it. */
export interface RoutedService {
  readonly service: IMeshService;
  /** Whether enough could be read to check its rules. Otherwise, no issue of its rules is reported. */
  readonly isKnown: boolean;
  /** Its declared calls. Undefined if the mesh declares none. */
  readonly calls: Calls;
  /** Whether it is known where it is called from. */
  readonly areCallersKnown: boolean;
  /** The clusters that run a caller. */
  readonly callers: ReadonlySet<Cluster>;
  /** The clusters that run a caller other than an ingress gateway. Such a caller has a sidecar. */
  readonly sidecarCallers: ReadonlySet<Cluster>;
  /** Its routes, and who gets which of their rules. */
  readonly routings: readonly Routing[];
  /** How each cluster sees it, in the order of the clusters. */
  readonly views: readonly ServiceView[];
}

/** A mesh, and who gets which of its rules. */
export interface RoutedMesh {
  readonly mesh: MeshDescription;
  /** Its services, in the order in which they are written. */
  readonly services: readonly RoutedService[];
}

/** Finds who gets which rules in a mesh. */
export function routeMesh(mesh: MeshDescription): RoutedMesh {
  const callsTo = callsByCallee(mesh.calls);
  return { mesh, services: inWritingOrder(mesh).map((service) => routeService(mesh, service, callsTo(service))) };
}

/** Finds the calls of a service without looking at those of others each time. */
function callsByCallee(calls: Calls): (service: IMeshService) => Calls {
  if (calls === undefined) return () => undefined;
  const byCallee = new Map<IMeshService, NonNullable<Calls>[number][]>();
  for (const call of calls) {
    const known = byCallee.get(call.callee);
    if (known === undefined) byCallee.set(call.callee, [call]);
    else known.push(call);
  }
  return (service) => byCallee.get(service) ?? [];
}

function routeService(mesh: MeshDescription, service: IMeshService, calls: Calls): RoutedService {
  const callers = callerClusters(mesh, calls);
  const routings = routingsOf(service, mesh.clusters);
  const isCalledFromKnown = areCallersKnown(calls);
  return {
    service,
    isKnown: isCalledFromKnown && isPlaced(service),
    calls,
    areCallersKnown: isCalledFromKnown,
    callers,
    sidecarCallers: callerClusters(mesh, withoutIngress(calls)),
    routings,
    views: viewsOf(mesh, service, { calls, callers, routings }),
  };
}

/**
 * The clusters where something obeys rules of a kind. Ingress gateways obey only HTTP rules, because Istio delegates no others.
 */
export function obeyingClusters(
  { callers, sidecarCallers }: RoutedService,
  protocol: RouteProtocol,
): ReadonlySet<Cluster> {
  return protocol === 'http' ? callers : sidecarCallers;
}
