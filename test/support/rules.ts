/**
 * Rules as callers without a compiler may pass them.
 * @module
 */
import { type ConfigIssue, SniAddressing, StringMatch } from '../../lib';
import { issuesOf } from './issues';
import { shop } from './meshes';

const to = [{ version: 'v1' }] as const;

/** What planning says of a route to cart, of two versions, that has the given rules. */
export function issuesOfRules(rules: readonly object[]): readonly ConfigIssue[] {
  const { mesh, cart } = shop();
  const addRoute: unknown = Reflect.get(cart, 'addRoute');
  if (typeof addRoute === 'function') Reflect.apply(addRoute, cart, [rules]);
  return issuesOf(() => mesh.plan(new SniAddressing()));
}

/** What it says of one rule for requests to /a, which forwards unless it says otherwise, before a default rule. */
export function issuesOfRule(rule: object): readonly ConfigIssue[] {
  const isAnswer = 'redirect' in rule || 'directResponse' in rule;
  return issuesOfRules([{ match: [{ uri: StringMatch.prefix('/a') }], ...(isAnswer ? {} : { to }), ...rule }, { to }]);
}

/** The codes of what it says. */
export function codesOfRule(rule: object): readonly string[] {
  return issuesOfRule(rule).map(({ code }) => code);
}
