/**
 * Checks that something obeys each route. Otherwise it would not be written anywhere.
 * @module
 */
import { type ConfigIssue, issue, sentence } from '../../errors';
import type { RoutedService } from '../routed-mesh';
import { PLAN } from '../messages';
import type { Check } from './check';

/** Reports routes of services that nothing calls, and TCP and TLS routes of services that only ingress gateways call (MC038). */
export const checkUnusedRoutes: Check = ({ services }) => {
  const known = services.filter(({ areCallersKnown }) => areCallersKnown);
  return [
    ...known.filter(({ callers }) => callers.size === 0).flatMap(reportUncalled),
    ...known
      .filter(({ callers, sidecarCallers }) => callers.size > 0 && sidecarCallers.size === 0)
      .flatMap(reportUnheeded),
  ];
};

function reportUncalled({ service }: RoutedService): readonly ConfigIssue[] {
  const [first] = service.routes;
  if (first === undefined) return [];
  return [
    issue(
      PLAN.MC038,
      { what: sentence(`${first.title} has no effect, because nothing calls "${service.name}".`) },
      first.describedAt,
    ),
  ];
}

function reportUnheeded({ service }: RoutedService): readonly ConfigIssue[] {
  const fix = 'Declare that a service calls it with calls(), or remove the route.';
  return service.routes
    .filter(({ protocol }) => protocol !== 'http')
    .map(({ title, describedAt }) => {
      const what = `${title} has no effect, because only ingress gateways call "${service.name}", and they obey only HTTP rules.`;
      return issue(PLAN.MC038, { what: sentence(what), fix }, describedAt);
    });
}
