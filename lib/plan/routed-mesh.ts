/**
 * A mesh before a scheme is chosen: who gets which rules, and what every service means to every cluster.
 * @module
 */
import type { RouteProtocol } from '../istio';
import type { Cluster, IMeshService, MeshDescription } from '../mesh';
import { callerClusters, inWritingOrder, withoutIngress } from './callers';
import { areCallersKnown, isKnown } from './known';
import { type Routing, routingsOf } from './routing';
import { type ServiceView, viewsOf } from './view';

/** A service, its rules, and how each cluster sees it. */
export interface RoutedService {
  readonly service: IMeshService;
  /** Whether its ports, places and callers are known: nothing is reported because of what could not be read. */
  readonly isKnown: boolean;
  /** Whether it is known where it is called from. */
  readonly areCallersKnown: boolean;
  /** The clusters that run a caller. */
  readonly callers: ReadonlySet<Cluster>;
  /** The clusters that run a caller with a sidecar, which an ingress gateway is not. */
  readonly sidecarCallers: ReadonlySet<Cluster>;
  /** Its routes, and who gets which of their rules. */
  readonly routings: readonly Routing[];
  /** How each cluster sees it, in the order of the clusters. */
  readonly views: readonly ServiceView[];
}

/** A mesh whose rules are known to be in force where. */
export interface RoutedMesh {
  readonly mesh: MeshDescription;
  /** Its services, in the order in which they are written. */
  readonly services: readonly RoutedService[];
}

/** Finds who gets which rules in a mesh. */
export function routeMesh(mesh: MeshDescription): RoutedMesh {
  const sidecars = withoutIngress(mesh);
  const services = inWritingOrder(mesh).map((service) => {
    const callers = callerClusters(mesh, service);
    const routings = routingsOf(service, mesh.clusters);
    const sidecarCallers = callerClusters(sidecars, service);
    return {
      ...{ service, isKnown: isKnown(mesh, service), areCallersKnown: areCallersKnown(mesh, service) },
      ...{ callers, sidecarCallers, routings },
      views: viewsOf(mesh, service, callers, routings),
    };
  });
  return { mesh, services };
}

/** The clusters where something obeys rules of a kind: Istio delegates only HTTP rules to ingress gateways. */
export function obeyingClusters(
  { callers, sidecarCallers }: RoutedService,
  protocol: RouteProtocol,
): ReadonlySet<Cluster> {
  return protocol === 'http' ? callers : sidecarCallers;
}
