/** @module Localities. */
import { closeness, isLocality, overlaps } from '../../lib/istio';

test.each(['us-south', 'us-south/zone1', 'us-south/zone1/rack.2'])('%s is a locality', (text) => {
  expect(isLocality(text)).toBe(true);
});

test.each(['', '/', 'us-south/', 'us-south//rack', 'a/b/c/d', 'us south', '*'])('%j is not', (text) => {
  expect(isLocality(text)).toBe(false);
});

test('localities overlap if one is in the other', () => {
  expect(overlaps('a/b', 'a/b')).toBe(true);
  expect(overlaps('a', 'a/b/c')).toBe(true);
  expect(overlaps('a/b/c', 'a')).toBe(true);
  expect(overlaps('a/b', 'a/c')).toBe(false);
  expect(overlaps('a', 'ab')).toBe(false);
  expect(overlaps('a', undefined)).toBe(false);
});

test('localities are as close as the parts that they share from the left', () => {
  expect(closeness('a/b/c', 'a/b/c')).toBe(3);
  expect(closeness('a', 'a')).toBe(3);
  expect(closeness('a/b/c', 'a/b/d')).toBe(2);
  expect(closeness('a/b', 'a/b/c')).toBe(2);
  expect(closeness('a/b/c', 'a/d/c')).toBe(1);
  expect(closeness('a/b', 'b/b')).toBe(0);
});
