/**
 * Compares answers.
 * @module
 */
import { type Answer, keyOf, merged } from './oracle';

/** How far probabilities may differ. */
const TOLERANCE = 1e-6;

/** Whether two lists of answers say the same. */
export function agree(expected: readonly Answer[], actual: readonly Answer[]): boolean {
  const isRead = [expected, actual].every((all) =>
    all.every(({ status, path }) => status !== 200 || path !== undefined),
  );
  // where a proxy passes bytes through, nobody says what is in them
  const [one, other] = [expected, actual].map((all) => merged(isRead ? all : all.map(withoutPath))) as [
    readonly Answer[],
    readonly Answer[],
  ];
  return (
    one.length === other.length &&
    one.every((each, index) => {
      const same = other[index];
      return (
        same !== undefined && keyOf(each) === keyOf(same) && Math.abs(each.probability - same.probability) <= TOLERANCE
      );
    })
  );
}

function withoutPath({ path: _, host: __, ...rest }: Answer): Answer {
  return rest;
}

/** An answer as a line. */
export function shown({ probability, ...rest }: Answer): string {
  return `${Number(probability.toFixed(6))} ${JSON.stringify(rest)}`;
}
