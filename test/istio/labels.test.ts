/** @module What labels and selectors have to do with each other. */
import { hasLabels, type Labels, selects } from '../../lib/istio';

const labels = { app: 'reviews', version: 'v1' };

test('a selector selects what has all its labels, and maybe others', () => {
  expect([{ app: 'reviews' }, labels].map((selector) => selects(selector, labels))).toEqual([true, true]);
});

test.each<[Labels]>([
  [{ app: 'ratings' }],
  [{ app: 'reviews', tier: 'web' }],
  [{ app: '' }],
  [Object.fromEntries([['constructor', 'reviews']])],
])('the selector %j does not select them', (selector) => {
  expect(selects(selector, labels)).toBe(false);
});

test('a Service without a selector selects nothing, and no labels are among any', () => {
  expect(selects({}, labels)).toBe(false);
  expect(hasLabels(labels, {})).toBe(true);
  expect(hasLabels({}, labels)).toBe(false);
});
