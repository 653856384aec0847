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
  /** Whether it is known where the service is called from. */
  readonly areCallersKnown: boolean;
  /** The clusters where something obeys it. All clusters if nothing does, or if that is not known: another check reports both. */
  readonly callers: ReadonlySet<Cluster>;
  /** These clusters, grouped by the rules that they get. */
  readonly groups: readonly CallerGroup[];
}

/** The given routes of services whose ports are known, wherever their versions run. */
export function givenRoutes({ mesh, services }: RoutedMesh): readonly GivenRoute[] {
  return services.flatMap((routed) =>
    routed.routings
      .filter(({ route }) => route.rules.length > 0 && routed.service.routes.includes(route))
      .map((routing) => {
        const { areCallersKnown } = routed;
        const obeying = obeyingClusters(routed, routing.route.protocol);
        const callers = areCallersKnown && obeying.size > 0 ? obeying : new Set(mesh.clusters);
        return { route: routing.route, areCallersKnown, callers, groups: groupsAmong(routing, callers) };
      }),
  );
}
