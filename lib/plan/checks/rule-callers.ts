/**
 * Checks that something obeys each rule in each cluster that it names.
 * @module
 */
import { issue, sentence } from '../../errors';
import { RULES } from '../../mesh';
import type { Check } from './check';
import { givenRoutes } from './given-routes';

/** Reports clusters in "from" of a rule that run no caller that obeys the rule (MC042). */
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
