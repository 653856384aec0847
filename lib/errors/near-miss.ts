/**
 * Finds the known name that a misspelt name probably means.
 * @module
 */
import { closest, distance } from 'fastest-levenshtein';

/** The known name that `name` probably means, ignoring case. Undefined if `name` is known itself, or nothing is near enough. */
export function nearMiss(name: unknown, known: readonly string[]): string | undefined {
  if (typeof name !== 'string' || known.length === 0 || known.includes(name)) return undefined;
  const text = name.toLowerCase();
  const texts = known.map((each) => each.toLowerCase());
  const nearest = texts.find((each) => areSwapped(text, each)) ?? closest(text, texts);
  const slips = Math.floor(Math.max(text.length, nearest.length) / 3);
  const isNear = distance(text, nearest) <= slips || areSwapped(text, nearest);
  return isNear ? known[texts.indexOf(nearest)] : undefined;
}

/** Whether two texts differ only in the order of two neighbouring letters, as `prot` and `port` do. */
function areSwapped(one: string, other: string): boolean {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return one !== other && other === one.slice(0, at) + one.charAt(at + 1) + one.charAt(at) + one.slice(at + 2);
}
