/**
 * Checks changes of headers by a rule together with those of its destinations.
 * @module
 */
import { listText } from '../../errors';
import type { Part } from '../../reading';
import { addedBy, changesBy, DIRECTIONS } from './header-changes';
import { authoritiesIn } from './headers';
import { RULES } from './messages';
import type { RouteDestination, RuleActions } from './planned-rule';

/** Reports an authority that is set twice (MC046), and headers for which Istio has no order of changes (MC176). */
export function checkHeaders(rule: Part, actions: RuleActions, to: readonly RouteDestination[]): void {
  checkAuthority(rule, actions, to);
  if (to.length > 1) checkAdded(rule, actions, to);
}

function checkAuthority(rule: Part, { headers, rewrite }: RuleActions, to: readonly RouteDestination[]): void {
  const ofRule = [...authoritiesIn(headers), ...(rewrite?.authority === undefined ? [] : [rewrite.authority])];
  const sets = [[], ...to.map((destination) => authoritiesIn(destination.headers))].map((own) => [...ofRule, ...own]);
  const set = sets.find((each) => each.length > 1);
  if (set === undefined) return;
  rule.report(RULES.MC046, `${rule.title} must set the authority of requests once, but sets it to ${listText(set)}.`, {
    got: set,
  });
}

function checkAdded(rule: Part, { headers }: RuleActions, to: readonly RouteDestination[]): void {
  for (const direction of DIRECTIONS) {
    const added = to.flatMap((destination) =>
      [...changesBy([headers?.[direction], destination.headers?.[direction]]).values()]
        .filter((change) => addedBy(change).length > 1)
        .map(({ name }) => name),
    );
    const [name] = added;
    if (name === undefined) continue;
    const what = `either ${rule.title} or its destinations may add header "${name}" to the ${direction}, but both do.`;
    rule.report(RULES.MC176, what, { got: name });
  }
}
