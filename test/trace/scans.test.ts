/** @module A request takes the same work in a mesh of any size. */
import { execFileSync } from 'node:child_process';
import * as path from 'node:path';
import type { Work } from './scans/run';
import { visits } from './scans/visits';

interface Printed {
  /** The work of a request in a mesh of 10 and of 100 services. */
  readonly asked: readonly [Work, Work];
  /** The work of a loop of 10 and of 100 turns. */
  readonly looped: readonly [Work, Work];
}

/** Runs the program that measures. */
function measured(): Printed {
  const args = ['--import', 'tsx', path.join(__dirname, 'scans/run.ts')];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Printed;
}

test('a request takes as many steps, and looks at as many values, in a mesh of 100 services as in one of 10', () => {
  const { asked, looped } = measured();
  const [few, many] = asked;
  expect(few.steps).toBeGreaterThan(1000);
  expect(few.visits).toBeGreaterThan(100);
  expect(many).toEqual(few);
  // a loop that calls nothing is seen
  expect(looped[1].steps - looped[0].steps).toBe(90);
}, 60_000);

const values = [1, 2, 3];
const known = new Map(values.map((value) => [value, value]));

test.each<[string, () => unknown]>([
  ['filter', () => values.filter((value) => value > 1)],
  ['findLastIndex', () => values.findLastIndex((value) => value === 4)],
  ['includes', () => values.includes(4)],
  ['slice', () => values.slice()],
  ['join', () => values.join()],
  ['a spread', () => [...values]],
  ['Array.from', () => Array.from(values)],
  ['the spread of a map', () => [...known]],
  [
    'forEach of a map',
    () => {
      known.forEach(() => undefined);
    },
  ],
  ['Object.keys', () => Object.keys({ a: 1, b: 2, c: 3 })],
  ['JSON', () => JSON.stringify([1, 2])],
])('values that %s looks at are counted', (_, run) => {
  expect(visits(run)).toBeGreaterThanOrEqual(3);
});

test('a value that is looked up is no visit', () => {
  expect(visits(() => [known.get(2), known.has(3), values.at(-1), values[0]])).toBe(0);
});
