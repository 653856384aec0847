/** @module Tests the text of issues and errors, suggestions, and the places that they name. */
import { CallSite, ConfigError, formatIssue, issue, nearMiss } from '../../lib/errors';

const at = 'apps/bookinfo/mesh.ts:14';

test('an issue says what is wrong, what was given, what is allowed, what to do, and where', () => {
  const text = formatIssue(
    issue('MC012', { what: 'weights of rule 1 of route of "reviews" are all 0', got: [0, 0] }, at),
  );
  expect(text).toBe(
    'MC012 weights of rule 1 of route of "reviews" are all 0: got [0, 0], allowed is a sum above 0; ' +
      'give at least one destination a positive weight (apps/bookinfo/mesh.ts:14)',
  );
});

test('a similar name is suggested', () => {
  expect(issue('MC008', { what: 'unknown', got: 'v22', meant: 'v2' }, at).fix).toMatch(/did you mean "v2"\?$/);
});

test.each([
  ['v22', 'v2'],
  ['clutser1', 'cluster1'],
  ['Cluster1', 'cluster1'],
  ['production', undefined],
  [{}, undefined],
])('the suggestion for %j is %j', (name, near) => {
  expect(nearMiss(name, ['v2', 'cluster1'])).toBe(near);
});

test('values are shown by name or content, never as [object Object]', () => {
  class Cluster {
    readonly name = 'cluster1';
  }
  const shown = (got: unknown): string => issue('MC009', { what: 'x', got }, at).got;
  const loop: { self?: unknown; name?: unknown } = {};
  loop.self = loop;
  expect(
    [
      loop,
      Object.assign(Object.create(null) as object, { name: 'x' }),
      new Cluster(),
      'a"b',
      undefined,
      null,
      { a: 1 },
      () => 1,
      NaN,
    ].map(shown),
  ).toEqual([
    '<ref *1> { self: [Circular *1] }',
    'Object "x"',
    'Cluster "cluster1"',
    '"a\\"b"',
    'undefined',
    'null',
    '{ a: 1 }',
    '[Function (anonymous)]',
    'NaN',
  ]);
});

test('an error contains every issue, each on one line', () => {
  const two = [issue('MC001', { what: 'a', got: 'A' }, at), issue('MC020', { what: 'b', got: 0 }, '')];
  const error = new ConfigError(two);
  expect(error.code).toBe('MC001');
  expect(error.issues).toEqual(two);
  expect(error.message.split('\n')).toEqual(
    ['2 issues', `  ${two.map(formatIssue).join('\n  ')}`].join('\n').split('\n'),
  );
});

test('an error of a construct names its path', () => {
  const error = new ConfigError([issue('MC031', { what: '"x" has no plan', got: undefined }, at)], 'chart/x');
  expect(error.constructPath).toBe('chart/x');
  expect(error.message).toMatch(/^\[chart\/x\] MC031/);
});

test('a call site names the file and line of the caller, not of the library', () => {
  expect(CallSite.here().toString()).toMatch(/^test\/errors\/issue\.test\.ts:\d+$/);
});

test.each([
  ['    at Object.<anonymous> (/a b/(c)/mesh.ts:14:23)', '/a b/(c)/mesh.ts:14'],
  ['    at /app/mesh.ts:3:1', '/app/mesh.ts:3'],
  ['    at file:///app/main.mjs:3:5', '/app/main.mjs:3'],
  ['    at async main (file:///app/main.mjs:3:5)', '/app/main.mjs:3'],
  ['    at node:internal/main/run_main_module:28:49', ''],
  ['    at <anonymous>', ''],
  ['    at /app/lib/mesh.ts:3:1', '/app/lib/mesh.ts:3'],
])('a call site can read the frame %j', (frame, place) => {
  const trace = jest
    .spyOn(global, 'Error')
    .mockImplementationOnce((): Error => ({ name: '', message: '', stack: `Error\n${frame}` }));
  const site = CallSite.here();
  trace.mockRestore();
  expect(site.toString()).toBe(place);
});
