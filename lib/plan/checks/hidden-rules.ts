/**
 * Checks that every rule can match, and is not hidden by earlier rules.
 * @module
 */
import { type ConfigIssue, issue, sentence } from '../../errors';
import type { Hider } from '../../match';
import type { Route } from '../../mesh';
import { PLAN } from '../messages';
import type { CallerGroup } from '../routing';
import type { Check } from './check';
import { givenRoutes } from './given-routes';

/** Reports rules and alternatives that are hidden from all callers that get them (MC016, MC041). */
export const checkHiddenRules: Check = (planned) =>
  givenRoutes(planned)
    // if a rule could not be read, it is not known what hides what
    .filter(({ route }) => route.isReadable)
    .flatMap(({ route, groups }) => route.rules.flatMap((_, index) => reportHidden(route, index, groups)));

function reportHidden(route: Route, index: number, groups: readonly CallerGroup[]): readonly ConfigIssue[] {
  const hidden = hiddenEverywhere(index, groups);
  const [first] = hidden;
  const title = route.ruleTitle(index);
  if (first !== undefined && hidden.every((hider) => hider !== undefined)) {
    return [reportHider(route, index, title, first)];
  }
  const isOnly = (route.rules[index]?.match.length ?? 0) < 2;
  return hidden.flatMap((hider, alternative) =>
    hider === undefined || isOnly ? [] : [reportHider(route, index, `match ${alternative + 1} of ${title}`, hider)],
  );
}

/** For each alternative of a rule, what hides it in every group that gets the rule. */
function hiddenEverywhere(index: number, groups: readonly CallerGroup[]): readonly (Hider | undefined)[] {
  const [here = [], ...elsewhere] = groups.flatMap(({ hiders }) => {
    const hidden = hiders.get(index);
    return hidden === undefined ? [] : [hidden];
  });
  return here.map((hider, alternative) =>
    elsewhere.every((others) => others[alternative] !== undefined) ? hider : undefined,
  );
}

function reportHider({ rules, describedAt }: Route, index: number, title: string, hider: Hider): ConfigIssue {
  const isBehindDefault = hider.isCatchAll && hider.rule !== index;
  const what = `${title} ${isBehindDefault ? 'comes after the default rule' : 'can never match'}: ${reasonOf(hider, rules)}.`;
  return issue(isBehindDefault ? PLAN.MC016 : PLAN.MC041, { what: sentence(what) }, describedAt);
}

function reasonOf({ rule, match, isCatchAll, port }: Hider, rules: Route['rules']): string {
  const name = rules[rule]?.actions.name;
  const title = `rule ${rule + 1}${name === undefined ? '' : ` ("${name}")`}`;
  if (port !== undefined) return `${title} hides it at port ${port}, and other rules do at its other ports`;
  if (match === undefined) return `${title} has no "match"`;
  return `match ${match + 1} of ${title} holds ${isCatchAll ? 'for every request' : 'whenever it does'}`;
}
