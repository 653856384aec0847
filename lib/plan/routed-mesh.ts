/**
 * What planning derives before a scheme is involved: who gets which rules, and how each cluster sees each service.
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
  /** Whether enough could be read to check its rules. Otherwise, no issue of its rules is reported. */
  readonly isKnown: boolean;
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

/**
 * The clusters where something obeys rules of a kind. Ingress gateways obey only HTTP rules, because Istio delegates no others.
 */
export function obeyingClusters(
  { callers, sidecarCallers }: RoutedService,
  protocol: RouteProtocol,
): ReadonlySet<Cluster> {
  return protocol === 'http' ? callers : sidecarCallers;
}
