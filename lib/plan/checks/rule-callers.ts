/**
 * Rules for clusters where nothing would obey them.
 * @module
 */
import { issue, sentence } from '../../errors';
import { RULES } from '../../mesh';
import type { Check } from './check';
import { givenRoutes } from './given-routes';

/** Reports clusters in the "from" of a rule where nothing calls the service that would obey it (MC042). */
export const checkRuleCallers: Check = (planned) =>
  givenRoutes(planned)
    .filter(({ areCallersKnown }) => areCallersKnown)
    .flatMap(({ route, callers }) =>
      route.rules.flatMap(({ from = [] }, index) =>
        from
          .filter((cluster) => !callers.has(cluster))
          .map((cluster) => {
            const nothing = route.protocol === 'http' ? 'nothing' : 'no service';
            const what = sentence(
              `${route.ruleTitle(index)} is for callers in "${cluster.name}", where ${nothing} calls "${route.service.name}".`,
            );
            return issue(RULES.MC042, { what, got: cluster }, route.describedAt);
          }),
      ),
    );
