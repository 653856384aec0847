/**
 * The routes that users gave, in a form for checks.
 * @module
 */
import type { Cluster, Route } from '../../mesh';
import { obeyingClusters, type RoutedMesh } from '../routed-mesh';
import { type CallerGroup, groupsAmong } from '../routing';

/** A route that a user gave, with at least one rule. */
export interface GivenRoute {
  readonly route: Route;
  /** The clusters where something obeys it. All clusters if nothing does, which another check reports. */
  readonly callers: ReadonlySet<Cluster>;
  /** These clusters, grouped by the rules that they get. */
  readonly groups: readonly CallerGroup[];
}

/** The given routes of services that could be read. */
export function givenRoutes({ mesh, services }: RoutedMesh): readonly GivenRoute[] {
  return services
    .filter(({ isKnown }) => isKnown)
    .flatMap((routed) =>
      routed.routings
        .filter(({ route }) => route.rules.length > 0 && routed.service.routes.includes(route))
        .map((routing) => {
          const obeying = obeyingClusters(routed, routing.route.protocol);
          const callers = obeying.size > 0 ? obeying : new Set(mesh.clusters);
          return { route: routing.route, callers, groups: groupsAmong(routing, callers) };
        }),
    );
}
