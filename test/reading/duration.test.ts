/** @module Tests durations. */
import type { Duration } from '../../lib';
import { millisecondsOf } from '../../lib/reading';
import { codesOfRule } from '../support/rules';

test.each<[Duration, number]>([
  ['1ms', 1],
  ['500ms', 500],
  ['1.5s', 1500],
  ['1.001s', 1001],
  ['0.001s', 1],
  ['1.1m', 66_000],
  ['24h', 86_400_000],
  ['2562047h', 9_223_369_200_000],
])('%s is %d ms', (duration, milliseconds) => {
  expect(millisecondsOf(duration)).toBe(milliseconds);
  expect(codesOfRule({ timeout: duration })).toEqual([]);
});

// istioctl validate rejects all of these except '1h30m': the library allows only one unit
test.each([
  '',
  '5',
  's',
  '0s',
  '-1s',
  '1us',
  '1d',
  '1e3s',
  '1.5ms',
  '1.0005s',
  '0.0005s',
  '1 s',
  '1S',
  '2562048h',
  '1h30m',
  5,
])('fails with MC044 for %j', (duration) => {
  expect(codesOfRule({ timeout: duration })).toEqual(['MC044']);
});
