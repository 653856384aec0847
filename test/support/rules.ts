/**
 * Plans routes with rules that no compiler has checked.
 * @module
 */
import { type ConfigIssue, SniAddressing, StringMatch } from '../../lib';
import { issuesOf } from './issues';
import { shop } from './meshes';

const to = [{ version: 'v1' }] as const;

/** The issues of a route with these rules, to a service with the versions v1 and v2. */
export function issuesOfRules(rules: readonly object[]): readonly ConfigIssue[] {
  const { mesh, cart } = shop();
  const addRoute: unknown = Reflect.get(cart, 'addRoute');
  if (typeof addRoute === 'function') Reflect.apply(addRoute, cart, [rules]);
  return issuesOf(() => mesh.plan(new SniAddressing()));
}

/** The issues of one rule before a default rule. By default it matches paths with prefix /a, and forwards. */
export function issuesOfRule(rule: object): readonly ConfigIssue[] {
  const isAnswer = 'redirect' in rule || 'directResponse' in rule;
  return issuesOfRules([{ match: [{ uri: StringMatch.prefix('/a') }], ...(isAnswer ? {} : { to }), ...rule }, { to }]);
}

/** The codes of the issues of one rule. */
export function codesOfRule(rule: object): readonly string[] {
  return issuesOfRule(rule).map(({ code }) => code);
}
