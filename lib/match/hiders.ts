/**
 * Finds rules that can never match, because an earlier rule matches every request that they would.
 * @module
 */
import { type Conditions, isFor } from './conditions';
import { implies, isCatchAll } from './implies';

/** An alternative of a rule that hides a later one. */
export interface Hider {
  /** Index of the rule. */
  readonly rule: number;
  /** Index of the alternative in its match; undefined when the rule has no match. */
  readonly match: number | undefined;
  /** Whether it holds for every request, like a default rule. */
  readonly isCatchAll: boolean;
  /** Set if it hides the later alternative at this port only, and other alternatives hide it at other ports. */
  readonly port?: number | undefined;
}

interface Rule {
  readonly match: readonly Conditions[];
}

interface Earlier {
  readonly hider: Hider;
  readonly conditions: Conditions;
}

/**
 * For each alternative of each rule, finds the first earlier alternative that holds whenever it does. Undefined if there is
 * none, or none for certain. A rule without a match has one alternative, which holds for every request.
 *
 * @param ports the numbers of the ports that the rules are for. An alternative for several ports must be hidden at each of them
 */
export function findHiders(
  rules: readonly Rule[],
  ports: readonly number[],
): readonly (readonly (Hider | undefined)[])[] {
  const earlier: Earlier[] = [];
  return rules.map(({ match }, rule) =>
    (match.length === 0 ? [{}] : match).map((conditions, index) => {
      const own = ports.filter((port) => isFor(conditions, port));
      const found = own.map((port) => {
        const hides = (other: Earlier): boolean =>
          isFor(other.conditions, port) && (other.hider.isCatchAll || implies(conditions, other.conditions));
        return earlier.find(hides)?.hider;
      });
      const [first] = found;
      if (first !== undefined && found.every((hider) => hider !== undefined)) {
        return found.every((hider) => hider === first) ? first : { ...first, port: own[0] };
      }
      const isEverywhere = own.length === ports.length && isCatchAll(conditions);
      const hider = { rule, match: match.length === 0 ? undefined : index, isCatchAll: isEverywhere };
      earlier.push({ hider, conditions });
      return undefined;
    }),
  );
}
