/**
 * Rules that can never match, because an earlier one does whenever they would.
 * @module
 */
import type { HttpMatch } from './http-match';
import { implies, isCatchAll } from './implies';

/** An alternative of a rule that hides a later one. */
export interface Hider {
  /** Index of the rule. */
  readonly rule: number;
  /** Index of the alternative in its match; undefined when the rule has no match. */
  readonly match: number | undefined;
  /** Whether it holds for every request, as a default does. */
  readonly isCatchAll: boolean;
}

interface Rule {
  readonly match: readonly HttpMatch[];
}

/**
 * For each rule and each of its alternatives, the first earlier alternative that holds whenever it does; undefined where
 * there is none, and where that is not certain. A rule without match has one alternative, which holds for every request.
 */
export function findHiders(rules: readonly Rule[]): readonly (readonly (Hider | undefined)[])[] {
  const earlier: { readonly hider: Hider; readonly conditions: HttpMatch }[] = [];
  return rules.map(({ match }, rule) =>
    (match.length === 0 ? [{}] : match).map((conditions, index) => {
      const found = earlier.find((other) => other.hider.isCatchAll || implies(conditions, other.conditions));
      const hider = { rule, match: match.length === 0 ? undefined : index, isCatchAll: isCatchAll(conditions) };
      if (found === undefined) earlier.push({ hider, conditions });
      return found?.hider;
    }),
  );
}
