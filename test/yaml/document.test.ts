/** @module Tests that documents are written as cdk8s writes them. */
import * as path from 'node:path';
import { Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import * as YAML from 'yaml';
import { yamlDocument } from '../../lib/yaml';
import { filesUnder } from '../support/manifests';
import { documents, text } from './arbitrary';
import { isAsInCdk8s, isKeyAsInCdk8s } from './exceptions';
import { ODD_TEXTS, UNWRITABLE_TEXTS } from './odd-texts';

const stock = (value: unknown): string => Yaml.stringify(value);
const snapshots = [...filesUnder(path.join(__dirname, '../apps/snapshots'))].filter(([file]) => file.endsWith('.yaml'));
const script = ['#!/bin/sh', '', 'set -eu', 'for i in 1 2; do', '\techo "$i: #" # say it', '  done', ''].join('\n');

afterEach(() => {
  jest.restoreAllMocks();
});

test('10,000 random documents have the bytes of cdk8s', () => {
  const same = documents(text.filter(isAsInCdk8s), text.filter(isKeyAsInCdk8s));
  fc.assert(
    fc.property(same, (value) => {
      expect(yamlDocument(value)).toBe(stock(value));
    }),
    { numRuns: 10_000 },
  );
});

test('random documents with texts that are written otherwise mean the same to the package yaml', () => {
  // YAML.parse merges "<<" even in quotes, and drops a byte order mark
  const keys = text.filter((key) => key !== '<<' && !key.includes('\ufeff'));
  const read = (yaml: string): unknown => YAML.parse(yaml, { version: '1.1', maxAliasCount: -1 });
  fc.assert(
    fc.property(documents(text, keys), (value) => {
      expect(JSON.stringify(read(yamlDocument(value)))).toBe(JSON.stringify(value, (_, each: unknown) => each ?? null));
    }),
    { numRuns: 500 },
  );
});

/** Where a text can stand, as a value and as a key. */
const places = {
  value: (each: string): readonly object[] => [{ a: each }, [each], { a: { b: [[each], { c: each }] } }],
  key: (each: string): readonly object[] => [
    ...[{ [each]: 1 }, { a: { [each]: [] } }, [{ [each]: { [each]: null, a: {} } }]],
    { a: 1, [each]: [{ [each]: [1] }] },
  ],
};

test.each(Object.entries({ ...ODD_TEXTS, 'halves of pairs': UNWRITABLE_TEXTS }))(
  'odd texts have the bytes of cdk8s: %s',
  (_, texts) => {
    const values = texts.filter(isAsInCdk8s).flatMap(places.value);
    const keys = texts.filter(isKeyAsInCdk8s).flatMap(places.key);
    const all = [...values, ...keys];
    expect(all.map(yamlDocument)).toEqual(all.map(stock));
  },
);

test.each<[string, object]>([
  ['an empty map', {}],
  ['an empty list', []],
  ['empty ones inside', { a: {}, b: [], c: [{}, [], [[]]], d: { e: {} } }],
  ['lists in lists', [[1, [2, [3]]], [{ a: [{ b: 1, c: [1] }] }]]],
  ['numbers', [0, -0, 1, -1, 1.5, 1e21, 1e-7, 2 ** 53, 2 ** 70, NaN, Infinity, -Infinity]],
  ['nothing', { a: null, b: undefined, c: [null, undefined], d: true, e: false }],
  ['an array that lacks items', Object.assign([], { 2: 'a' })],
  ['the longest key of a line', { ['k'.repeat(1024)]: 1, [`"${'k'.repeat(1020)}`]: 1 }],
  [
    'longer keys',
    { ['k'.repeat(1025)]: { a: 1, b: 2 }, a: [{ ['l'.repeat(1025)]: [1, 2], b: 1 }], ['"'.repeat(600)]: 'a\nb\n' },
  ],
  ['longer keys with empty values', { ['k'.repeat(1025)]: null, ['l'.repeat(1025)]: {}, ['m'.repeat(1025)]: [] }],
  ['more keys than are kept', Object.fromEntries(Array.from({ length: 9000 }, (_, index) => [`key-${index}`, index]))],
  ['quotes around lines', Array.from({ length: 60 }, (_, length) => `\v${'a'.repeat(length)}\nb`)],
  ['keys that look like a separator', { '---': { '---': 1 }, '--- a': ['---', { '...': '...' }], '%': '%' }],
  ['a map without a prototype', Object.assign(Object.create(null), { a: 1 }) as object],
])('%s has the bytes of cdk8s', (_, value) => {
  expect(yamlDocument(value)).toBe(stock(value));
  expect(yamlDocument({ value })).toBe(stock({ value }));
});

describe('what is there more than once', () => {
  const [map, list, empty] = [{ a: 1, b: ['x'] }, [{ c: 1 }, 2], {}];

  test.each<[string, object]>([
    ['a map', { one: map, two: map, three: [map] }],
    ['a list', [list, list, { a: list }]],
    ['an empty map', [empty, empty, { a: empty }]],
    ['several, the later one first', { a: [map, list], b: [list, map] }],
    ['below a long key', { ['k'.repeat(1025)]: map, b: map }],
    ['what is only inside of what is there twice', { a: map, b: map, c: map.b }],
  ])('has an anchor, as in cdk8s: %s', (_, value) => {
    expect(yamlDocument(value)).toBe(stock(value));
    expect(yamlDocument(value)).toContain('&a1');
  });

  test('has an anchor where it holds itself', () => {
    const root: Record<string, unknown> = { a: 1 };
    root['self'] = [root];
    expect(yamlDocument(root)).toBe('&a1\na: 1\nself:\n  - *a1\n');
    expect(yamlDocument(root)).toBe(stock(root));
  });

  test('has no anchor where only its content is the same', () => {
    expect(yamlDocument([{ a: 1 }, { a: 1 }])).toBe('- a: 1\n- a: 1\n');
  });
});

describe('what is not plain', () => {
  class Point {
    readonly x = 1;
  }

  test.each<[string, unknown]>([
    ['a Date', { a: new Date(0) }],
    ['a Map', { a: new Map([['k', 1]]) }],
    ['a Set', [new Set([1])]],
    ['an object with toJSON', { a: { toJSON: () => ({ b: 1 }) } }],
    ['an object with a hidden toJSON', { a: Object.defineProperty({ b: 1 }, 'toJSON', { value: () => 2 }) }],
    ['an array with toJSON', { a: Object.assign([], { toJSON: () => 'b' }) }],
    [
      'an object that iterates',
      {
        a: {
          *[Symbol.iterator]() {
            yield 1;
          },
        },
      },
    ],
    ['an instance of a class', new Point()],
    ['bytes', { a: new Uint8Array([1, 2]) }],
    ['a wrapped text', [Object('a')]],
    ['a BigInt', { a: 10n }],
    ['a text', 'a\nb'],
    ['a number', 1],
    ['null', null],
    ['nothing', undefined],
  ])('is left to cdk8s: %s', (_, value) => {
    const expected = stock(value);
    const stringify = jest.spyOn(Yaml, 'stringify');
    expect(yamlDocument(value)).toBe(expected);
    expect(stringify).toHaveBeenCalledTimes(1);
  });

  test('fails as in cdk8s if it has no text', () => {
    expect(() => yamlDocument({ a: String })).toThrow('Tag not resolved for Function value');
  });

  test('is not a key with the name toJSON', () => {
    expect(yamlDocument({ toJSON: '0o17' })).toBe('toJSON: "0o17"\n');
  });
});

test.each(snapshots)('the manifests of %s come out as they are, without help from cdk8s', (_, yaml) => {
  const stringify = jest.spyOn(Yaml, 'stringify');
  const objects = YAML.parseAllDocuments(yaml, { version: '1.1' }).map((each) => each.toJS() as unknown);
  expect(objects.map(yamlDocument).join('---\n')).toBe(yaml);
  expect(stringify).not.toHaveBeenCalled();
});

test('a ConfigMap with long scripts has the bytes of cdk8s, without its help', () => {
  const data = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`run-${index}.sh`, script.repeat(100)]));
  const value = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'scripts' }, data };
  const expected = stock(value);
  const stringify = jest.spyOn(Yaml, 'stringify');
  expect(yamlDocument(value)).toBe(expected);
  expect(stringify).not.toHaveBeenCalled();
});
