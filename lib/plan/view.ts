/**
 * What one service means to one cluster: what runs there, who calls from there, where those calls go.
 * @module
 */
import {
  type Caller,
  type Cluster,
  type IMeshService,
  IngressGateway,
  type MeshDescription,
  type PlannedRule,
  type Route,
} from '../mesh';
import { callerClusters } from './callers';
import { bySubset, clustersOf, type DestinationView, targetsOf } from './destination';
import { routesOf, routingsOf } from './routing';

/** A route as callers in one cluster get it. */
export interface RouteView {
  readonly route: Route;
  /** Its rules that are for callers here, and can match. */
  readonly rules: readonly PlannedRule[];
}

/** A service as one cluster sees it. */
export interface ServiceView {
  readonly service: IMeshService;
  readonly cluster: Cluster;
  /** The versions that run here, in name order. */
  readonly versionsHere: readonly string[];
  /** Whether something here calls the service. */
  readonly called: boolean;
  /** What here calls it, as declared. */
  readonly callers: readonly Caller[];
  /** Those of them that are ingress gateways. */
  readonly ingressGateways: readonly IngressGateway[];
  /** Who is let in, from wherever; undefined for everyone. */
  readonly admitted: readonly Caller[] | undefined;
  /** Whether another cluster sends requests here. */
  readonly exposed: boolean;
  /** Whether calls, from here or from elsewhere, name subsets of the Service here. */
  readonly needsSubsets: boolean;
  /** The routes for calls from here, one for each kind of ports: given, or implied when a version runs elsewhere. */
  readonly routes: readonly RouteView[];
  /** The distinct destinations of these rules, mirrors included, in name order. */
  readonly destinations: readonly DestinationView[];
}

/** A service as each cluster of the mesh sees it. */
export function viewsOf(mesh: MeshDescription, service: IMeshService): readonly ServiceView[] {
  const callers = callerClusters(mesh, service);
  const places = service.clustersOf();
  const placesByVersion = service.versions.map((version) => [version, service.clustersOf(version)] as const);
  const routings = routesOf(service).flatMap((route) =>
    routingsOf(route, callers).map((routing) => {
      const routed = targetsOf(routing.rules).map((target) => ({ ...target, places: clustersOf(service, target) }));
      return { route, ...routing, routed, places: new Set(routed.flatMap((target) => target.places)) };
    }),
  );
  const calls = (mesh.calls ?? []).filter(({ callee }) => callee === service);
  const admitted = mesh.leastPrivilege ? calls.map(({ caller }) => caller) : undefined;
  return mesh.clusters.map((cluster) => {
    const callersHere = calls.filter(({ clusters }) => clusters.includes(cluster)).map(({ caller }) => caller);
    const isElsewhere = places.some((place) => place !== cluster);
    const here = routings.filter(
      (each) => each.callers.has(cluster) && (isElsewhere || service.routes.includes(each.route)),
    );
    const exposed = routings.some(
      (each) => each.places.has(cluster) && each.callers.size > (each.callers.has(cluster) ? 1 : 0),
    );
    return {
      service,
      cluster,
      versionsHere: placesByVersion.filter(([, clusters]) => clusters.includes(cluster)).map(([version]) => version),
      called: callers.has(cluster),
      callers: callersHere,
      ingressGateways: callersHere.filter((caller) => caller instanceof IngressGateway),
      admitted,
      exposed,
      needsSubsets: places.includes(cluster) && (service.routes.length > 0 || exposed),
      routes: here.map(({ route, rules }) => ({ route, rules })),
      destinations: bySubset(here.flatMap(({ routed }) => routed)).map(({ places: clusters, ...target }) => ({
        ...target,
        here: clusters.includes(cluster),
        remotes: clusters.filter((place) => place !== cluster),
      })),
    };
  });
}
