/**
 * Finds the routes of the Gateway API that apply to calls of Services inside the mesh.
 * @see https://gateway-api.sigs.k8s.io/mesh/
 * @module
 */
import { type Viewers, ALL_NAMESPACES, type ServiceName } from '../istio';
import { fields, items, text } from './fields';
import { isServiceRoute, type ManifestObject } from './manifest-object';

/** A Service to whose calls a route applies. */
export interface RoutedService extends ServiceName {
  /** The port of the Service; undefined for all. */
  readonly port: number | undefined;
  /** The namespaces whose Pods obey the route: all, or its own if the Service is in another one. */
  readonly viewers: Viewers;
}

/** An HTTPRoute or a GRPCRoute. */
export interface ServiceRouteObject extends ManifestObject {
  readonly namespace: string;
  readonly services: readonly RoutedService[];
}

/** Finds the HTTPRoutes and GRPCRoutes among objects. Those for gateways only have no Services. */
export function serviceRoutesIn(objects: readonly ManifestObject[]): readonly ServiceRouteObject[] {
  return objects.flatMap((object) => {
    const { namespace } = object;
    if (!isServiceRoute(object) || namespace === undefined) return [];
    const parents = items(fields(object.json['spec'])['parentRefs']).map(fields);
    const services = parents.flatMap((parent): readonly RoutedService[] => {
      const { group, kind, port } = parent;
      const name = text(parent['name']);
      // without a group, it is the group of the Gateway API
      if (group !== '' || kind !== 'Service' || name === undefined) return [];
      const of = text(parent['namespace']) ?? namespace;
      const viewers = of === namespace ? ALL_NAMESPACES : new Set([namespace]);
      return [{ name, namespace: of, port: typeof port === 'number' ? port : undefined, viewers }];
    });
    return [{ ...object, namespace, services }];
  });
}
