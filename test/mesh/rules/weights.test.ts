/** @module Tests how weights become percentages. */
import * as fc from 'fast-check';
import { MAX_WEIGHT, percentages } from '../../../lib/mesh/rules/weights';

test.each([
  [
    [50, 50],
    [50, 50],
  ],
  [
    [1, 1, 1],
    [34, 33, 33],
  ],
  [
    [1, 2],
    [33, 67],
  ],
  [
    [0, 3],
    [0, 100],
  ],
  [[7], [100]],
])('%j become %j', (weights, shares) => {
  expect(percentages(weights)).toEqual(shares);
});

const weights = fc
  .array(fc.integer({ min: 0, max: MAX_WEIGHT }), { minLength: 1, maxLength: 20 })
  .filter((given) => given.some((weight) => weight > 0));

test('percentages are integers that sum to 100, each within 1 of its exact value', () => {
  fc.assert(
    fc.property(weights, (given) => {
      const shares = percentages(given);
      const total = given.reduce((sum, weight) => sum + weight, 0);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(100);
      shares.forEach((share, index) => {
        expect(Number.isInteger(share)).toBe(true);
        expect(Math.abs(share - ((given[index] ?? 0) * 100) / total)).toBeLessThan(1);
      });
    }),
  );
});

test('percentages of percentages are the same', () => {
  fc.assert(
    fc.property(weights, (given) => {
      expect(percentages(percentages(given))).toEqual(percentages(given));
    }),
  );
});
