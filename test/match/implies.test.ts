/** @module Which conditions hold whenever others do; hiders.test.ts has more of it. */
import { type Conditions, implies, isCatchAll } from '../../lib/match';

test.each<[string, Conditions, Conditions]>([
  ['a header in any case', { headers: { 'X-A': { exact: '1' } } }, { headers: { 'x-a': { prefix: '1' } } }],
  ['what rules out a header, in any case', { withoutHeaders: { A: {} } }, { withoutHeaders: { a: { exact: '1' } } }],
  ['"*", which is presence', { headers: { a: { regex: '*' } } }, { headers: { a: {} } }],
  ['one of two gateways', { gateways: ['a'] }, { gateways: ['a', 'b'] }],
  ['gateways, beside which labels do not matter', { gateways: ['a'] }, { gateways: ['a'], sourceLabels: { a: 'b' } }],
])('%s implies', (_, match, other) => {
  expect(implies(match, other)).toBe(true);
});

test.each<[string, Conditions, Conditions]>([
  ['a parameter in another case', { queryParams: { A: {} } }, { queryParams: { a: {} } }],
  ['more gateways', { gateways: ['a', 'b'] }, { gateways: ['a'] }],
  ['any caller', {}, { gateways: ['mesh'] }],
  ['labels beside gateways', { gateways: ['a'], sourceLabels: { a: 'b' } }, { sourceLabels: { a: 'b' } }],
  ['a namespace beside gateways', { gateways: ['a'], sourceNamespace: 'b' }, { sourceNamespace: 'b' }],
])('%s does not', (_, match, other) => {
  expect(implies(match, other)).toBe(false);
});

test('every path, and the presence of what every request has, are catch-alls', () => {
  const all: readonly Conditions[] = [{}, { uri: { prefix: '/' } }, { uri: { regex: '.*' } }, { uri: {}, method: {} }];
  expect(all.map(isCatchAll)).toEqual([true, true, true, true]);
  expect([{ headers: { a: {} } }, { gateways: ['mesh'] }, { uri: { prefix: '/a' } }].map(isCatchAll)).toEqual([
    false,
    false,
    false,
  ]);
});
