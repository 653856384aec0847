/**
 * Draws at random, always the same for the same seed.
 * @module
 */

/** Draws from a seed. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number from 0 to 1, by mulberry32. */
  number(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** True with a probability. */
  chance(probability: number): boolean {
    return this.number() < probability;
  }

  /** An integer from `min` to `max`. */
  integer(min: number, max: number): number {
    return min + Math.floor(this.number() * (max - min + 1));
  }

  /** One item of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Error('nothing to pick from');
    return list[this.integer(0, list.length - 1)] as T;
  }

  /** From `min` to `max` items of a list, in any order. */
  some<T>(list: readonly T[], min: number, max = list.length): readonly T[] {
    const keyed = list.map((item) => [this.number(), item] as const);
    const shuffled = keyed.sort(([a], [b]) => a - b).map(([, item]) => item);
    return shuffled.slice(0, this.integer(min, max));
  }
}
