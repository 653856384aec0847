/** @module Tests the text of issues and errors, suggestions, and the places that they name. */
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import {
  CallSite,
  type Catalogue,
  ConfigError,
  defineMessages,
  finding,
  formatIssue,
  issue,
  listText,
  nearMiss,
  sentence,
} from '../../lib/errors';

const at = 'apps/bookinfo/mesh.ts:14';
const SHOP = defineMessages({
  MC901: { rule: 'A weight is not 0.', fix: 'Give it a weight.' },
  MC902: { rule: 'A version is known.', fix: 'Name another.' },
});

test('a catalogue has each message by its code, and the message has the code', () => {
  const catalogue: Catalogue<'MC901' | 'MC902'> = SHOP;
  expect(catalogue).toEqual({
    MC901: { code: 'MC901', rule: 'A weight is not 0.', fix: 'Give it a weight.' },
    MC902: { code: 'MC902', rule: 'A version is known.', fix: 'Name another.' },
  });
  // @ts-expect-error a code that it does not define
  expect(SHOP.MC903).toBeUndefined();
});

test('an issue says what is wrong, what was given, what to do, and where', () => {
  const given = issue(SHOP.MC901, { what: 'The weight of "v1" must not be 0.', got: 0 }, at);
  expect(given).toEqual({
    code: 'MC901',
    what: 'The weight of "v1" must not be 0.',
    got: '0',
    fix: 'Give it a weight.',
    at,
  });
  expect(formatIssue(given)).toBe(`MC901 The weight of "v1" must not be 0. Give it a weight. (${at})`);
});

test('an issue has a fix of its own, and no value or place where there is none', () => {
  const given = issue(SHOP.MC901, { what: 'A weight is missing.', fix: 'Write 1.' }, '');
  expect(given).toEqual({ code: 'MC901', what: 'A weight is missing.', fix: 'Write 1.', at: '' });
  expect(Object.keys(given)).not.toContain('got');
  expect(formatIssue(given)).toBe('MC901 A weight is missing. Write 1.');
});

test('a similar name is suggested before the fix', () => {
  expect(issue(SHOP.MC902, { what: 'It is unknown.', got: 'v22', meant: 'v2' }, at).fix).toBe(
    'Did you mean "v2"? Name another.',
  );
});

test('a finding is an issue whose place is an object of a cluster', () => {
  const place = { cluster: 'east', object: 'Deployment.apps default/web-v1', at: 'east.yaml:3:1' };
  const error = finding(SHOP.MC901, { what: 'It is wrong.', got: 0 }, place);
  expect(error).toEqual({
    ...{ code: 'MC901', what: 'It is wrong.', got: '0', fix: 'Give it a weight.' },
    ...place,
    severity: 'error',
  });
  expect(formatIssue(error)).toBe('MC901 It is wrong. Give it a weight. (east.yaml:3:1)');
  expect(finding(SHOP.MC902, { what: 'It may be wrong.', severity: 'warning' }, place)).toMatchObject({
    code: 'MC902',
    severity: 'warning',
  });
});

test.each([
  ['v22', 'v2'],
  ['clutser1', 'cluster1'],
  ['Cluster1', 'cluster1'],
  ['http', 'HTTP'],
  ['HTPT', 'HTTP'],
  ['2v', 'v2'],
  ['prot', 'port'],
  ['porst', 'ports'],
  ['v2', undefined],
  ['production', undefined],
  ['', undefined],
  [{}, undefined],
])('the suggestion for %j is %j', (name, near) => {
  expect(nearMiss(name, ['v2', 'cluster1', 'port', 'ports', 'HTTP'])).toBe(near);
});

test('nothing is suggested if nothing is known', () => {
  expect(nearMiss('v2', [])).toBeUndefined();
});

test.each([
  [['v1'], '"v1"'],
  [['v1', 'v2'], '"v1" and "v2"'],
  [['v1', 'v2', 'v3'], '"v1", "v2" and "v3"'],
  [[], ''],
])('the list of %j is %s', (texts, list) => {
  expect(listText(texts)).toBe(list);
  expect(listText(texts, 'or')).toBe(list.replace(' and ', ' or '));
});

test('a sentence begins with a capital, unless it begins with a quotation', () => {
  expect(['rule 1 for "cart"', '"port" of', ''].map(sentence)).toEqual(['Rule 1 for "cart"', '"port" of', '']);
});

test('a list that contains itself, and a value whose own code fails, are shown too', () => {
  const loop: unknown[] = [1];
  loop.push(loop);
  const failing = {
    get name(): string {
      throw new Error('never called');
    },
  };
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const shown = (got: unknown): unknown => issue(SHOP.MC901, { what: 'x', got }, at).got;
  expect([loop, [[['v1']]], failing, proxy].map(shown)).toEqual([
    '[1, [1, [1, [1, […]]]]]',
    '[[["v1"]]]',
    '{ name: [Getter] }',
    '<Revoked Proxy>',
  ]);
});

test('values are shown by name or content, never as [object Object]', () => {
  class Cluster {
    readonly name = 'cluster1';
  }
  const shown = (got: unknown): unknown => issue(SHOP.MC901, { what: 'x', got }, at).got;
  const loop: { self?: unknown; name?: unknown } = {};
  loop.self = loop;
  expect(
    [
      loop,
      Object.assign(Object.create(null) as object, { name: 'x' }),
      new Cluster(),
      'a"b',
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
    'null',
    '{ a: 1 }',
    '[Function (anonymous)]',
    'NaN',
  ]);
});

const two = [
  issue(SHOP.MC901, { what: 'The weight is 0.', got: 0 }, at),
  issue(SHOP.MC902, { what: 'The version is unknown.', got: 'v9' }, ''),
];

test('an error contains every issue, each on one line', () => {
  const error = new ConfigError(two);
  expect(error.code).toBe('MC901');
  expect(error.issues).toEqual(two);
  expect(error.message).toBe(`2 issues\n  ${two.map(formatIssue).join('\n  ')}`);
  expect(new ConfigError(two.slice(1)).message).toBe('MC902 The version is unknown. Name another.');
  expect(new ConfigError([]).code).toBeUndefined();
});

test('an error of a construct names its path, and the error behind it', () => {
  const cause = new Error('why');
  const error = new ConfigError(two.slice(0, 1), { constructPath: 'chart/x', cause });
  expect([error.constructPath, error.cause]).toEqual(['chart/x', cause]);
  expect(error.message).toMatch(/^\[chart\/x\] MC901/);
  expect(new ConfigError(two)).not.toHaveProperty('cause');
});

/** What Node.js prints when a program ends with an error. */
function printed(program: string): string {
  const errors = JSON.stringify(path.join(__dirname, '../../lib/errors'));
  const lines = [
    `const { ConfigError } = require(${errors});`,
    `const error = new ConfigError(${JSON.stringify(two)});`,
    program,
  ];
  const root = path.join(__dirname, '../..');
  const args = ['-r', 'tsx/cjs', '-e', lines.join('\n')];
  const { stderr, status } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  expect(status).toBe(program === 'throw error;' ? 1 : 0);
  return stderr;
}

test('an error as JSON has its issues', () => {
  const error = new ConfigError(two, { constructPath: 'chart/x' });
  expect(JSON.parse(JSON.stringify({ error }))).toEqual({
    error: { name: 'ConfigError', issues: two, constructPath: 'chart/x' },
  });
});

test('an error can be named otherwise, as any error can', () => {
  class ShopError extends ConfigError {}
  const error = new ShopError(two);
  error.name = 'ShopError';
  expect([error.name, new ConfigError(two).name]).toEqual(['ShopError', 'ConfigError']);
});

test.each(['throw error;', 'console.error(error);'])('Node.js shows each issue once, and no frames: %s', (program) => {
  const text = printed(program);
  expect(text).toContain(`ConfigError: 2 issues\n  ${two.map(formatIssue).join('\n  ')}`);
  const parts = ['ConfigError: ', 'The weight is 0.', 'The version is unknown.', 'Name another.', at];
  expect(parts.map((part) => text.split(part).length - 1)).toEqual([1, 1, 1, 1, 1]);
  expect(text).not.toMatch(/lib\/errors|^ +at |issues:|constructPath/m);
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
