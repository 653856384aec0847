/** @module Tests that files of lib/ do not import each other in large circles or across rooms, not even for types. */
import * as path from 'node:path';
import { filesUnder } from '../support/manifests';
import { faultyCircles } from './circles';

/** How many files of one room may import each other in a circle. */
const LARGEST = 8;

/** A room whose files each import the next, and the last one the first. */
function ring(size: number, line = (next: string): string => `import '${next}';`): ReadonlyMap<string, string> {
  return new Map(
    Array.from({ length: size }, (_, index) => [`mesh/${index}.ts`, line(`./${(index + 1) % size}`)] as const),
  );
}

test('lib/ has no such circle', () => {
  expect(faultyCircles(filesUnder(path.join(__dirname, '../../lib')), LARGEST)).toEqual([]);
});

test('a circle within a room may have as many files as the limit', () => {
  expect(faultyCircles(ring(8), 8)).toEqual([]);
});

test.each([
  ['import', (next: string): string => `import '${next}';`],
  ['import type', (next: string): string => `import type { A } from '${next}';`],
  ['import with a type in it', (next: string): string => `import { type A } from '${next}';`],
  ['export type', (next: string): string => `export type { A } from '${next}';`],
  ['export *', (next: string): string => `export * from '${next}';`],
  ['import() of a type', (next: string): string => `export type A = import('${next}').A;`],
])('fails for a larger one, by %s', (_, line) => {
  expect(faultyCircles(ring(9, line), 8)).toEqual([
    'lib/mesh has a circle of 9 files, and may have one of 8 at most: ' +
      Array.from({ length: 9 }, (_file, index) => `mesh/${index}.ts`).join(', '),
  ]);
});

test('fails for a circle across rooms, of types only', () => {
  const files = new Map([
    ['mesh/index.ts', "export * from './mesh';"],
    ['mesh/mesh.ts', "import type { Plan } from '../plan/plan';"],
    ['plan/plan.ts', "import type { Mesh } from '../mesh';"],
    ['plan/other.ts', "import type { Mesh } from '../mesh';"],
  ]);
  expect(faultyCircles(files, 8)).toEqual([
    'lib/mesh and lib/plan import each other in a circle of files: mesh/index.ts, mesh/mesh.ts, plan/plan.ts',
  ]);
});

test('two circles that share no file are two', () => {
  const files = new Map([
    ['a/1.ts', "import '../b/1';"],
    ['b/1.ts', "import '../a/1';"],
    ['c/1.ts', "import '../d/1'; import '../a/1';"],
    ['d/1.ts', "import '../c/1'; import '../b/1';"],
  ]);
  expect(faultyCircles(files, 8)).toHaveLength(2);
});
