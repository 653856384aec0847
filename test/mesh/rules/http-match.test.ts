/** @module Conditions of rules. */
import { StringMatch } from '../../../lib';
import { issuesOfRule } from '../../support/rules';

const { exact, prefix, regex, present } = StringMatch;
const long = 'a'.repeat(64);

const codes = (match: unknown): readonly string[] => issuesOfRule({ match: [match] }).map(({ code }) => code);

test.each<[string, object]>([
  [
    'every text by every comparison',
    { uri: regex('/a.*'), scheme: exact('https'), method: prefix('P'), authority: exact('cart:8080') },
  ],
  [
    'headers that are there, absent or empty',
    { headers: { a: present(), b: exact('') }, withoutHeaders: { c: present() } },
  ],
  ['query parameters, which mind the case', { queryParams: { a: present(), A: exact(''), 'b[]': regex('\\d+') } }],
  ['who calls', { sourceLabels: { app: 'web', 'example.com/tier': '' }, sourceNamespace: 'default' }],
  ['the port of the service', { port: 8080, method: exact('GET') }],
  ['a path in either case', { uri: prefix('/A'), ignoreUriCase: true }],
  ['a case that is minded', { uri: regex('/a'), ignoreUriCase: false }],
  ['one header that must start, and must not be', { headers: { a: prefix('1') }, withoutHeaders: { a: exact('12') } }],
])('a match can ask for %s', (_, match) => {
  expect(codes(match)).toEqual([]);
});

test.each<[string, unknown]>([
  ['only empty conditions', { headers: {}, queryParams: {}, sourceLabels: {} }],
  ['the presence of a path', { uri: present() }],
  ['an empty method', { method: exact('') }],
  ['an empty prefix of a query parameter', { queryParams: { a: prefix('') } }],
  ['a query parameter without a name', { queryParams: { '': exact('a') } }],
  ['a bad name of a header that must not match', { withoutHeaders: { 'a b': exact('a') } }],
  ['a claim of a token, which only gateways know', { headers: { '@request.auth.claims.sub': exact('a') } }],
  ['a text for a query parameter', { queryParams: { a: 'b' } }],
  ['null for a header', { headers: { a: null } }],
  ['a text that is no text', { headers: { a: Reflect.apply(exact, undefined, [5]) } }],
  ['another port than that of the service', { port: 9080 }],
  ['a port as text', { port: '8080' }],
  ['a bad namespace', { sourceNamespace: 'a.b' }],
  ['an empty namespace', { sourceNamespace: '' }],
  ['a namespace that is too long', { sourceNamespace: long }],
  ['a bad key of a label', { sourceLabels: { 'a b': 'c' } }],
  ['a bad prefix of a label', { sourceLabels: { 'A_/b': 'c' } }],
  ['a label without a name', { sourceLabels: { 'a/': 'c' } }],
  ['a bad value of a label', { sourceLabels: { a: '-' } }],
  ['a label that is too long', { sourceLabels: { a: long } }],
  ['a number for a label', { sourceLabels: { a: 1 } }],
  ['a case to ignore in a regular expression', { uri: regex('/a'), ignoreUriCase: true }],
  ['a case to ignore, and no condition', { ignoreUriCase: true }],
  ['a case to ignore in a path that is wrong', { uri: exact('a'), ignoreUriCase: true }],
  ['a case to ignore in no path', { method: exact('GET'), ignoreUriCase: true }],
  ['a case to ignore as text', { uri: exact('/a'), ignoreUriCase: 'true' }],
  ['a header that is ruled out', { headers: { A: exact('12') }, withoutHeaders: { a: regex('1.') } }],
  ['the presence of what must be absent', { headers: { a: present() }, withoutHeaders: { a: present() } }],
])('fails with MC019 for a match with %s', (_, match) => {
  expect(codes(match)).toEqual(['MC019']);
});

test.each([
  ['lists of labels', { sourceLabels: ['a'] }],
  ['a list of query parameters', { queryParams: [exact('a')] }],
  ['gateways, which a mesh route has none of', { gateways: ['mesh'], method: exact('GET') }],
])('fails with MC035 for %s', (_, match) => {
  expect(codes(match)).toContain('MC035');
});

test.each([
  ['headers.a', { headers: { a: regex('*') } }],
  ['uri', { uri: regex('/(?=a)') }],
  ['queryParams.a', { queryParams: { a: regex('') } }],
])('fails with MC043 for a bad regular expression of %s', (path, match) => {
  const what = expect.stringContaining(`"${path}" of match 1 of rule 1 for "cart" is `);
  expect(issuesOfRule({ match: [match] })).toEqual([expect.objectContaining({ code: 'MC043', what })]);
});

test('everything that is wrong with a match is said at once, and nothing is said about which rules hide which', () => {
  const bad = { uri: exact('a'), headers: { 'a b': exact('') }, queryParams: { a: regex('(') }, port: 1 };
  const rule = { match: [bad, bad] };
  expect(issuesOfRule(rule).map(({ code }) => code)).toEqual(
    [1, 2].flatMap(() => ['MC019', 'MC019', 'MC019', 'MC043']),
  );
});
