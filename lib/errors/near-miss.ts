/**
 * Slips of the pen.
 * @module
 */
import { closest, distance } from 'fastest-levenshtein';

/** The known name nearest to `name`, when it is another one and near enough to be a slip of the pen. */
export function nearMiss(name: unknown, known: readonly string[]): string | undefined {
  if (typeof name !== 'string' || known.length === 0 || known.includes(name)) return undefined;
  const nearest = closest(name.toLowerCase(), known);
  const slips = Math.floor(Math.max(name.length, nearest.length) / 3);
  return distance(name.toLowerCase(), nearest) <= slips ? nearest : undefined;
}
