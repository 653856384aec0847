/**
 * The routes that a user gave, as checks look at them.
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
  /** The clusters where something obeys it; all of them where nothing does, which is another fault, or where that is not known. */
  readonly callers: ReadonlySet<Cluster>;
  /** Those clusters, together where they get the same rules. */
  readonly groups: readonly CallerGroup[];
}

/** The routes that were given for a mesh, of services whose ports are known. Where their versions run does not matter. */
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
