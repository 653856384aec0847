/** @module Tests changes to headers. */
import { StringMatch } from '../../../lib';
import { isHeaderValue } from '../../../lib/mesh/rules/header-value';
import { codesOfRule, issuesOfRule } from '../../support/rules';

const v1 = { version: 'v1' };

test('headers of requests and responses can be set, added and removed by a rule or by one destination', () => {
  const operations = { set: { 'X-A': '%HOSTNAME%' }, add: { 'x-b': '100%%' }, remove: ['x-c'] };
  const headers = { request: operations, response: operations };
  expect(codesOfRule({ headers, to: [{ ...v1, headers }] })).toEqual([]);
  expect(codesOfRule({ redirect: { uri: '/b' }, headers })).toEqual([]);
});

test.each([
  ['no change', {}],
  ['no operation', { request: {} }],
  ['nothing to set', { request: { set: {}, remove: ['a'] } }],
  ['nothing to remove', { response: { set: { a: 'b' }, remove: [] } }],
  ['undefined for a name', { request: { remove: [undefined] } }],
  ['a gap in a list', { response: { remove: Array(1) } }],
  ['a name with a space', { request: { set: { 'a b': 'c' } } }],
  ['an empty name', { request: { remove: [''] } }],
  ['a number for a name', { request: { remove: [5] } }],
  ['a pseudo header', { request: { add: { ':path': '/' } } }],
  ['the host of a response', { response: { set: { host: 'a' } } }],
  ['removing the host', { request: { remove: ['Host'] } }],
  ['one header twice', { request: { set: { 'X-A': '1', 'x-a': '2' } } }],
  ['a line break in a value', { request: { set: { a: 'b\nc' } } }],
  ['a number for a value', { request: { set: { a: 5 } } }],
  ['a lone percent sign', { response: { add: { a: '50%' } } }],
])('fails with MC045 for %s', (_, headers) => {
  expect(codesOfRule({ headers })).toEqual(['MC045']);
  expect(codesOfRule({ to: [{ ...v1, headers }] })).toEqual(['MC045']);
});

test.each([
  ['a list of operations', { request: ['x-a'], response: { remove: ['a'] } }],
  ['a text to remove', { request: { remove: 'x-a' } }],
  ['a list to set', { request: { set: ['x-a'] } }],
  ['a comparison for values', { request: { set: StringMatch.exact('a') } }],
  ['another operation', { request: { append: {}, remove: ['a'] } }],
])('fails with MC035 for %s', (_, headers) => {
  expect(codesOfRule({ headers })).toContain('MC035');
});

test.each([
  [{ request: { set: { host: 'a' }, add: { ':authority': 'b' } } }, undefined],
  [{ request: { set: { Host: 'a' } } }, { authority: 'b' }],
])('fails with MC046 if an authority is set more than once: %j and %j', (headers, rewrite) => {
  expect(issuesOfRule({ headers, ...(rewrite && { rewrite }) })).toEqual([
    expect.objectContaining({ code: 'MC046', got: '["a", "b"]' }),
  ]);
});

test('fails with MC046 if a rule and one of its destinations set the authority, or a destination does twice', () => {
  const to = (host: string): object => ({ ...v1, headers: { request: { set: { host } } } });
  const authority = { rewrite: { authority: 'a' } };
  expect(codesOfRule({ to: [to('b')] })).toEqual([]);
  for (const rule of [authority, { headers: { request: { set: { Host: 'a' } } } }]) {
    expect(issuesOfRule({ ...rule, to: [{ version: 'v2' }, to('b')] })).toEqual([
      expect.objectContaining({ code: 'MC046', got: '["a", "b"]' }),
    ]);
  }
  const twice = { request: { set: { host: 'a' }, add: { ':authority': 'b' } } };
  expect(codesOfRule({ to: [{ ...v1, headers: twice }] })).toEqual(['MC046']);
});

const both = (direction: string, rule: object, destination: object): object => ({
  headers: { [direction]: rule },
  to: [{ ...v1, headers: { [direction]: destination } }, { version: 'v2' }],
});

test.each(['request', 'response'])(
  'fails with MC176 if a rule and one of several destinations add to a header of the %s',
  (direction) => {
    const [a, b] = [{ add: { 'X-A': 'a' } }, { add: { 'x-a': 'b' } }];
    const { to, ...rule } = both(direction, a, b) as { to: readonly object[] };
    expect(issuesOfRule({ ...rule, to })).toEqual([
      expect.objectContaining({
        code: 'MC176',
        what: `Either rule 1 for "cart" or its destinations may add header "x-a" to the ${direction}, but both do.`,
      }),
    ]);
    expect(codesOfRule({ ...rule, to: to.slice(0, 1) })).toEqual([]);
    expect(codesOfRule(both(direction, a, { ...b, remove: ['x-a'] }))).toEqual([]);
    expect(codesOfRule(both(direction, { ...a, remove: ['x-a'] }, b))).toEqual([]);
    expect(codesOfRule(both(direction, { ...a, set: { 'x-a': 'c' } }, b))).toEqual(['MC176']);
    expect(codesOfRule(both(direction, a, { set: { 'x-a': 'b' } }))).toEqual([]);
  },
);

// Istio's header_value_validator.go decides the same
test.each([
  '',
  'foo',
  '%HOSTNAME%',
  '100%%',
  'prefix %HOSTNAME% suffix',
  '%START_TIME(%s.%3f)%',
  '%DYNAMIC_METADATA(["a", "b"])%',
  '%REQ(X-A)%%REQ(X-B)%',
  '%REQ( X-A )%',
  '%A(["b"] ) %',
  'tab\there',
])('%j is a header value', (value) => {
  expect(isHeaderValue(value)).toBe(true);
});

test.each([
  '%',
  'abc%123',
  '%START_TIME%%',
  '%A(b%',
  '%A()b%',
  '%A(["b" "c"])%',
  '%A([b])%',
  '%A(["b\\',
  '%A(["b"]x)%',
  '%A("b")c)%',
  '\0',
  '\x7f',
])('%j is not a header value', (value) => {
  expect(isHeaderValue(value)).toBe(false);
});
