/** @module Tests the conditions of HTTP rules. */
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
  ['query parameters, which are case-sensitive', { queryParams: { a: present(), A: exact(''), 'b[]': regex('\\d+') } }],
  ['the caller', { sourceLabels: { app: 'web', 'example.com/tier': '' }, sourceNamespace: 'default' }],
  ['the port of the service', { port: 8080, method: exact('GET') }],
  ['a path in any case', { uri: prefix('/A'), ignoreUriCase: true }],
  ['a case-sensitive path', { uri: regex('/a'), ignoreUriCase: false }],
  ['a header with a prefix but not with a value', { headers: { a: prefix('1') }, withoutHeaders: { a: exact('12') } }],
])('a match can have %s', (_, match) => {
  expect(codes(match)).toEqual([]);
});

test.each<[string, unknown]>([
  ['only empty conditions', { headers: {}, queryParams: {}, sourceLabels: {} }],
  ['the presence of a path', { uri: present() }],
  ['an empty method', { method: exact('') }],
  ['an empty prefix of a query parameter', { queryParams: { a: prefix('') } }],
  ['a query parameter without a name', { queryParams: { '': exact('a') } }],
  ['a bad header name in withoutHeaders', { withoutHeaders: { 'a b': exact('a') } }],
  ['a claim of a token, which only gateways know', { headers: { '@request.auth.claims.sub': exact('a') } }],
  ['a string for a query parameter', { queryParams: { a: 'b' } }],
  ['null for a header', { headers: { a: null } }],
  ['a StringMatch of a number', { headers: { a: Reflect.apply(exact, undefined, [5]) } }],
  ['a port that the service does not have', { port: 9080 }],
  ['a string for a port', { port: '8080' }],
  ['a bad namespace', { sourceNamespace: 'a.b' }],
  ['an empty namespace', { sourceNamespace: '' }],
  ['a namespace that is too long', { sourceNamespace: long }],
  ['a bad key of a label', { sourceLabels: { 'a b': 'c' } }],
  ['a bad prefix of a label', { sourceLabels: { 'A_/b': 'c' } }],
  ['a label without a name', { sourceLabels: { 'a/': 'c' } }],
  ['a bad value of a label', { sourceLabels: { a: '-' } }],
  ['a label that is too long', { sourceLabels: { a: long } }],
  ['a number for a label', { sourceLabels: { a: 1 } }],
  ['ignoreUriCase and a regular expression', { uri: regex('/a'), ignoreUriCase: true }],
  ['ignoreUriCase without a condition', { ignoreUriCase: true }],
  ['ignoreUriCase and a path that is wrong', { uri: exact('a'), ignoreUriCase: true }],
  ['ignoreUriCase without a path', { method: exact('GET'), ignoreUriCase: true }],
  ['a string for ignoreUriCase', { uri: exact('/a'), ignoreUriCase: 'true' }],
  ['a header that withoutHeaders excludes', { headers: { A: exact('12') }, withoutHeaders: { a: regex('1.') } }],
  ['a header that must be present and absent', { headers: { a: present() }, withoutHeaders: { a: present() } }],
])('fails with MC019 for a match with %s', (_, match) => {
  expect(codes(match)).toEqual(['MC019']);
});

test.each([
  ['lists of labels', { sourceLabels: ['a'] }],
  ['a list of query parameters', { queryParams: [exact('a')] }],
  ['gateways, which rules do not have', { gateways: ['mesh'], method: exact('GET') }],
])('fails with MC035 for %s', (_, match) => {
  expect(codes(match)).toContain('MC035');
});

test.each([
  ['headers.a', { headers: { a: regex('*') } }],
  ['uri', { uri: regex('/(?=a)') }],
  ['queryParams.a', { queryParams: { a: regex('') } }],
])('fails with MC043 for a bad regular expression of %s', (path, match) => {
  const what = expect.stringContaining(
    `"${path}" of match 1 of rule 1 for "cart" must be an RE2 regular expression of 1 to 1024 bytes, but is `,
  );
  expect(issuesOfRule({ match: [match] })).toEqual([expect.objectContaining({ code: 'MC043', what })]);
});

test('all mistakes in a match are reported together, without hidden rules', () => {
  const bad = { uri: exact('a'), headers: { 'a b': exact('') }, queryParams: { a: regex('(') }, port: 1 };
  const rule = { match: [bad, bad] };
  expect(issuesOfRule(rule).map(({ code }) => code)).toEqual(
    [1, 2].flatMap(() => ['MC019', 'MC019', 'MC019', 'MC043']),
  );
});
