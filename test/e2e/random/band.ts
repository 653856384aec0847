/**
 * How often something with a probability may happen, so that fair draws are outside once in a hundred million times.
 * @module
 */

/** The probability of each side outside of a band. A run compares at most some hundred shares. */
const OUTSIDE = 5e-9;

/** The least and the most that an outcome may come in a number of draws. */
export function bandOf(draws: number, probability: number): readonly [least: number, most: number] {
  if (probability >= 1 - 1e-12) return [draws, draws];
  const chances = binomial(draws, probability);
  return [firstBeyond(chances), draws - firstBeyond([...chances].reverse())];
}

/** The chances of 0, 1, 2, … of the draws. */
function binomial(draws: number, probability: number): readonly number[] {
  const chances: number[] = [];
  let log = draws * Math.log(1 - probability);
  for (let count = 0; count <= draws; count += 1) {
    chances.push(Math.exp(log));
    log += Math.log((draws - count) / (count + 1)) + Math.log(probability / (1 - probability));
  }
  return chances;
}

/** The first index whose chance, with those before it, is more than what may be outside. */
function firstBeyond(chances: readonly number[]): number {
  let sum = 0;
  return chances.findIndex((chance) => (sum += chance) > OUTSIDE);
}
