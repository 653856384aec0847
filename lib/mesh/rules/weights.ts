/**
 * Percentages of traffic.
 * @module
 */

/** The largest weight. Up to it, percentages can be computed exactly in integers. */
export const MAX_WEIGHT = 1_000_000;

/**
 * Scales weights to whole percentages that sum to 100, by the largest remainder. Among equal remainders, the earlier one wins.
 *
 * @param weights integers from 0 to MAX_WEIGHT, not all 0
 * @example
 * percentages([1, 1, 1]); // [34, 33, 33]
 */
export function percentages(weights: readonly number[]): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight) => Math.floor((weight * 100) / total));
  const missing = 100 - shares.reduce((sum, share) => sum + share, 0);
  const raised = weights
    .map((weight, index) => ({ index, remainder: (weight * 100) % total }))
    .sort((a, b) => b.remainder - a.remainder)
    .slice(0, missing);
  for (const { index } of raised) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}
