/**
 * Generates the orders in which a mesh can be described.
 * @module
 */
import * as fc from 'fast-check';
import { indexes } from './shape';

/** Generates an order in which to describe a mesh, by the indexes of its parts. */
export const meshOrder = fc.record({
  clusters: shuffled('clusters'),
  services: shuffled('services'),
  versions: shuffled('versions'),
  areCallsReversed: fc.boolean(),
});
export type MeshOrder = typeof meshOrder extends fc.Arbitrary<infer T> ? T : never;

export const NATURAL_ORDER: MeshOrder = {
  clusters: indexes('clusters'),
  services: indexes('services'),
  versions: indexes('versions'),
  areCallsReversed: false,
};

function shuffled(kind: Parameters<typeof indexes>[0]): fc.Arbitrary<number[]> {
  const all = indexes(kind);
  return fc.shuffledSubarray(all, { minLength: all.length });
}

/** Sorts items by an order of their indexes. */
export function inOrder<T>(items: readonly T[], order: readonly number[]): T[] {
  return order.flatMap((index) => items[index] ?? []);
}
