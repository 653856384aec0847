/**
 * Rewrites of whole paths. Istio replaces the prefix "/" of a path that no condition compares, so that `/items` would become
 * `/newitems`.
 * @module
 */
import type { Conditions } from '../../match';
import type { PlannedRule } from '../../mesh';

/** Matches a whole path, which excludes the query. */
const WHOLE = '^.*$';

/**
 * A rule whose `rewrite.uri` Istio understands as it is meant. The alternatives that do not compare the path become rules of
 * their own, which replace the whole path, and the order of the alternatives stays.
 */
export function rewrittenRules(rule: PlannedRule): readonly PlannedRule[] {
  const { uri } = rule.actions.rewrite ?? {};
  if (uri === undefined) return [rule];
  if (rule.match.length === 0) return [wholeRewritten(rule, uri)];
  return runsOf(rule.match).map((match) => {
    const part = { ...rule, match };
    return match.some(comparesPath) ? part : wholeRewritten(part, uri);
  });
}

function comparesPath({ uri }: Conditions): boolean {
  return uri !== undefined;
}

/** Neighbouring alternatives that all compare the path, or all do not. */
function runsOf(match: readonly Conditions[]): readonly (readonly Conditions[])[] {
  const starts = match.flatMap((each, index) => {
    const before = match[index - 1];
    return before !== undefined && comparesPath(before) === comparesPath(each) ? [] : [index];
  });
  return starts.map((start, index) => match.slice(start, starts[index + 1]));
}

function wholeRewritten(rule: PlannedRule, uri: string): PlannedRule {
  const { authority } = rule.actions.rewrite ?? {};
  const uriRegexRewrite = { match: WHOLE, rewrite: uri.replaceAll('\\', '\\\\') };
  const rewrite = { uriRegexRewrite, ...(authority !== undefined && { authority }) };
  return { ...rule, actions: { ...rule.actions, rewrite } };
}
