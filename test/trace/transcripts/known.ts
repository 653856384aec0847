/**
 * The requests whose traces are known to differ from what the real mesh did, and why. A trace that is mended must leave the list.
 * @module
 */
import known from './known.json';

/** The indices of the requests of a configuration whose traces differ. */
export function knownIn(seed: number): readonly number[] {
  const all = Object.values(known).flatMap((seeds) =>
    Object.entries(seeds).flatMap(([own, indices]) => (Number(own) === seed ? indices : [])),
  );
  return all.sort((one, other) => one - other);
}
