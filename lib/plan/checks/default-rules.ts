/**
 * Checks that callers have a default rule. Without one, a request that matches no rule is answered with 404, and a connection
 * is not routed.
 * @module
 */
import { type ConfigIssue, issue, joinWords, listText, sentence } from '../../errors';
import { isCatchAll, isFor } from '../../match';
import type { PlannedRule, Route } from '../../mesh';
import { PLAN } from '../messages';
import type { CallerGroup } from '../routing';
import type { Check } from './check';
import { type GivenRoute, givenRoutes } from './given-routes';

/** Reports callers that have no default rule at some ports (MC015). */
export const checkDefaultRules: Check = (planned) =>
  givenRoutes(planned)
    // if a rule could not be read, it is not known which rules are defaults
    .filter(({ route }) => route.isReadable)
    // and whether some callers have none, only where it is known who calls
    .filter(({ areCallersKnown, groups }) => areCallersKnown || groups.length === 1)
    .flatMap(reportUndecided);

function reportUndecided({ route, groups }: GivenRoute): readonly ConfigIssue[] {
  const { title, protocol, ports, describedAt } = route;
  return groups.flatMap((group) => {
    const open = ports.filter(({ number }) => !hasDefault(route, group, number));
    if (open.length === 0) return [];
    const where = groups.length === 1 ? '' : ` for callers in ${listText(group.callers.map(({ name }) => name))}`;
    const numbers = joinWords(open.map(({ number }) => String(number)));
    const at = open.length === ports.length ? '' : ` at ${open.length === 1 ? 'port' : 'ports'} ${numbers}`;
    const what = sentence(`${title} must have a default rule${where}${at}, but has none.`);
    const fix =
      protocol === 'http'
        ? undefined
        : 'Add a last rule without "match". Otherwise, a connection that matches no rule is not routed.';
    return [issue(PLAN.MC015, { what, fix }, describedAt)];
  });
}

function hasDefault({ rules }: Route, { hiders }: CallerGroup, port: number): boolean {
  const isDefault = ({ match }: PlannedRule): boolean =>
    match.length === 0 || match.some((each) => isFor(each, port) && isCatchAll(each));
  return rules.some((rule, index) => hiders.has(index) && isDefault(rule));
}
