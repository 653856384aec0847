/**
 * Rules that send some callers to versions in several clusters.
 * @module
 */
import type { PlannedRule, Route } from '../../mesh';
import { destinationsOf, hasSeveralPlaces } from '../destination';
import type { RoutedService } from '../routed-mesh';

/** A rule, its route, and its index in the route. */
export interface NumberedRule {
  readonly route: Route;
  readonly rule: PlannedRule;
  readonly index: number;
}

/** The rules of a service that send some callers to versions in several clusters. */
export function sharedRules({ routings, views }: RoutedService): readonly NumberedRule[] {
  return routings
    .flatMap(({ route }) => route.rules.map((rule, index) => ({ route, rule, index })))
    .filter(({ rule: { to } }) =>
      views.some(({ destinations }) => destinationsOf(to, destinations).some(hasSeveralPlaces)),
    );
}
