/** @module Tests how options, lists and names are read: one message for one fault. */
import { isPlain, ownValue, type Part } from '../../lib/reading';
import { readBox, TEST } from '../support/reading';

interface Box {
  readonly size?: number;
  readonly color?: string;
}

/** Reads both options, though one is required. */
function readOptions(part: Part<Box>): readonly unknown[] {
  const { size, color } = part.options(['size', 'color']);
  return [size.integer(TEST.MC901, 0), color.optional((own) => own.text(TEST.MC902, () => true, 'be a text'))];
}

const any = (value: unknown): Box => value as Box;
const OPTIONS = 'Its options are "size" and "color".';

test('options are read by their names', () => {
  expect(readBox({ size: 1, color: 'red' }, readOptions)).toMatchObject({ answer: [1, 'red'], said: [] });
  expect(readBox({ size: 1 }, readOptions)).toMatchObject({ answer: [1, undefined], said: [] });
  const bare = Object.assign(Object.create(null) as object, { size: 1 });
  expect(readBox(bare, readOptions)).toMatchObject({ answer: [1, undefined], said: [] });
});

test.each<[string, unknown, string]>([
  ['missing options', undefined, `MC035 The options of box "a" must be an object, but are missing. ${OPTIONS}`],
  ['null', null, `MC035 The options of box "a" must be an object, but are null. ${OPTIONS}`],
  ['a list', [1], `MC035 The options of box "a" must be an object, but are [1]. ${OPTIONS}`],
  ['an instance', new Map(), `MC035 The options of box "a" must be an object, but are Map(0) {}. ${OPTIONS}`],
  [
    'a missing option',
    {},
    'MC901 "size" of box "a" must be an integer from 0 to 2147483647, but is missing. Give the size.',
  ],
  [
    'null for an option',
    { size: null },
    'MC035 "size" of box "a" must have a value, but is null. Give it one, or leave it out if it is optional.',
  ],
  [
    'null for an optional one',
    { size: 1, color: null },
    'MC035 "color" of box "a" must have a value, but is null. Give it one, or leave it out if it is optional.',
  ],
  ['a misspelt option', { sise: 1 }, `MC035 Box "a" has an unknown option "sise". Did you mean "size"? ${OPTIONS}`],
  ['two letters swapped', { szie: 1 }, `MC035 Box "a" has an unknown option "szie". Did you mean "size"? ${OPTIONS}`],
  ['another option', { size: 1, weight: 1 }, `MC035 Box "a" has an unknown option "weight". ${OPTIONS}`],
  [
    'one beside the right one',
    { size: 1, sise: 2 },
    `MC035 Box "a" has an unknown option "sise". Did you mean "size"? ${OPTIONS}`,
  ],
  [
    'a wrong value',
    { size: '1' },
    'MC901 "size" of box "a" must be an integer from 0 to 2147483647, but is "1". Give the size.',
  ],
])('%s: one message', (_, value, message) => {
  expect(readBox(any(value), readOptions).said).toEqual([message]);
});

test('faults that have nothing to do with each other are all reported', () => {
  expect(readBox(any({ color: 5, weight: 1 }), readOptions).issues.map(({ code }) => code)).toEqual([
    'MC035',
    'MC901',
    'MC902',
  ]);
});

test('an option that is null or misspelt is not given, yet not absent, and nothing below it is reported', () => {
  const read = (part: Part<{ readonly lid?: Box }>): unknown => {
    const { lid } = part.options(['lid']);
    readOptions(lid);
    lid.must(TEST.MC902, 'be there');
    return [lid.isGiven, lid.isAbsent, lid.isSound];
  };
  for (const value of [{ lid: null }, { lit: {} }]) {
    const { answer, issues } = readBox(value as object, read);
    expect(answer).toEqual([false, false, false]);
    expect(issues.map(({ code }) => code)).toEqual(['MC035']);
  }
});

test('messages call a part by its path, and say when it has only one option', () => {
  const { said } = readBox({ lid: { hinges: [{ count: 'x', size: 1 }] } }, (part) => {
    const { hinges } = part.options(['lid']).lid.options(['hinges']);
    for (const hinge of hinges.list<{ readonly count: string }>('hinges')) hinge.options(['count']).count.boolean();
    for (const hinge of hinges.list('hinges', 'hinge')) hinge.must(TEST.MC902, 'close');
  });
  expect(said).toEqual([
    'MC035 "lid.hinges[0]" of box "a" has an unknown option "size". Its only option is "count".',
    'MC035 "lid.hinges[0].count" of box "a" must be true or false, but is "x". Write true or false.',
    `MC902 Hinge 1 of box "a" must close, but is { count: 'x', size: 1 }. Say something.`,
  ]);
});

describe('lists', () => {
  const read = (part: Part<readonly number[]>): readonly unknown[] =>
    part.list('numbers').map((item) => item.integer(TEST.MC901, 0));

  test('are read item by item, gaps as items that are missing', () => {
    expect(readBox([1, 2], read)).toMatchObject({ answer: [1, 2], said: [] });
    const sparse: number[] = [1];
    sparse[2] = 3;
    const { answer, issues } = readBox(sparse, read);
    expect(answer).toEqual([1, undefined, 3]);
    expect(issues.map(({ what }) => what)).toEqual([
      '"[1]" of box "a" must be an integer from 0 to 2147483647, but is missing.',
    ]);
  });

  test.each<[unknown, string]>([
    [undefined, 'MC035 Box "a" must be a list of numbers, but is missing. Pass a list of numbers.'],
    ['12', 'MC035 Box "a" must be a list of numbers, but is "12". Put it into [ ].'],
    [5, 'MC035 Box "a" must be a list of numbers, but is 5. Put it into [ ].'],
  ])('that are not lists are one message: %j', (value, message) => {
    expect(readBox(value as readonly number[], read)).toMatchObject({ answer: [], said: [message] });
  });

  test('an object is taken for its only item', () => {
    const { answer, said } = readBox({ size: 1 } as unknown as readonly Box[], (part) =>
      part.list('boxes').map((item) => item.options(['size', 'color']).size.integer(TEST.MC901, 0)),
    );
    expect(answer).toEqual([1]);
    expect(said).toEqual(['MC035 Box "a" must be a list of boxes, but is { size: 1 }. Put it into [ ].']);
  });
});

test.each<[unknown, boolean]>([
  [undefined, true],
  [[], true],
  [{}, true],
  [{ a: undefined }, true],
  [[undefined], false],
  [{ a: null }, false],
  ['', false],
  [0, false],
  [null, false],
])('%j is empty: %j', (value, isEmpty) => {
  const { issues } = readBox(value, (part) => {
    part.notEmpty(TEST.MC902, 'at least one thing', { fix: 'Add one.' });
  });
  expect(issues.map(({ code, fix }) => [code, fix])).toEqual(isEmpty ? [['MC902', 'Add one.']] : []);
});

describe('values by whatever names', () => {
  const entries = (part: Part<Readonly<Record<string, number>>>): unknown =>
    part.entries<string, number>().map(([key, item]) => [key, item.value]);
  const map = (part: Part<Readonly<Record<string, number>>>): unknown =>
    part.map().map(([key, item]) => [key, item.value]);
  const named = (...names: readonly string[]): Readonly<Record<string, number>> =>
    Object.fromEntries(names.map((name, index) => [name, index]));

  test('are read with their names, whatever these are', () => {
    const names = ['toString', 'constructor', '__proto__', 'a.b', ''];
    expect(readBox(named(...names), entries)).toMatchObject({
      answer: names.map((name, index) => [name, index]),
      said: [],
    });
  });

  test('fails with MC086 for names that cdk8s cannot write, and leaves them out', () => {
    const { answer, said } = readBox(named('a', 'constructor', '__proto__'), map);
    expect(answer).toEqual([['a', 0]]);
    expect(said).toEqual([
      'MC086 "constructor" of box "a" must have another name, because cdk8s cannot write "constructor" as a key. Choose another name.',
      'MC086 "__proto__" of box "a" must have another name, because cdk8s cannot write "__proto__" as a key. Choose another name.',
    ]);
  });

  test.each([
    [undefined, 'missing'],
    [null, 'null'],
    [['a'], '["a"]'],
    [new Map(), 'Map(0) {}'],
  ])('that are not in an object are one message: %p', (value, text) => {
    const { answer, issues } = readBox(value as unknown as Readonly<Record<string, number>>, map);
    expect(answer).toEqual([]);
    expect(issues.map(({ what }) => what)).toEqual([`Box "a" must be an object, but is ${text}.`]);
  });
});

test('a sound value is a copy: what is changed after it was passed changes nothing, and instances stay themselves', () => {
  const made = new Date(0);
  const given = { list: [{ size: 1 }], made };
  const { answer } = readBox(given, (part) => part.sound);
  given.list.push({ size: 2 });
  given.list[0] = { size: 3 };
  expect(answer).toEqual({ list: [{ size: 1 }], made });
  expect(answer?.made).toBe(made);
});

test('object literals of any realm are plain, and only an object’s own values count', () => {
  const foreign: unknown = Object.create(Object.create(null) as object);
  expect([{}, Object.create(null), foreign].map(isPlain)).toEqual([true, true, true]);
  expect([[], null, 'a', new Date(0), new Map(), () => 1].map(isPlain)).toEqual(Array(6).fill(false));
  expect([ownValue({ a: 1 }, 'a'), ownValue({ a: 1 }, 'toString'), ownValue(undefined, 'a')]).toEqual([
    1,
    undefined,
    undefined,
  ]);
});
