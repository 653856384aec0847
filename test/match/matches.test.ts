/** @module Which requests conditions hold for. */
import * as fc from 'fast-check';
import { type Conditions, implies, isCatchAll, matches, type Request } from '../../lib/match';
import { anyConditions, anyRequest, REQUEST } from '../support/conditions';
import * as oracle from '../support/requests';

const holds = (conditions: Conditions, request: Partial<Request> = {}): boolean =>
  matches(conditions, { ...REQUEST, ...request });

/** Each line: conditions, what a request differs in for which they hold, and what one differs in for which they do not. */
const table: readonly [string, Conditions, Partial<Request>, Partial<Request>][] = [
  ['an exact path', { uri: { exact: '/foo' } }, { path: '/foo' }, { path: '/foo/' }],
  ['an exact path in its case', { uri: { exact: '/foo' } }, { path: '/foo' }, { path: '/Foo' }],
  ['a path without its query', { uri: { exact: '/foo' } }, { path: '/foo?a=1' }, { path: '/bar?/foo' }],
  ['a prefix of any length', { uri: { prefix: '/foo' } }, { path: '/foobar' }, { path: '/fo' }],
  ['an expression for the whole path', { uri: { regex: '/a|/b' } }, { path: '/b?c' }, { path: '/ab' }],
  ['an exact path in any case', { uri: { exact: '/Foo' }, ignoreUriCase: true }, { path: '/fOO' }, { path: '/fOOb' }],
  ['a prefix in any case', { uri: { prefix: '/Foo' }, ignoreUriCase: true }, { path: '/fOOb' }, { path: '/fo' }],
  ['an expression in its case', { uri: { regex: '/Foo' }, ignoreUriCase: true }, { path: '/Foo' }, { path: '/foo' }],
  ['ASCII letters in any case', { uri: { exact: '/kä' }, ignoreUriCase: true }, { path: '/Kä' }, { path: '/kÄ' }],
  ['a method', { method: { exact: 'GET' } }, { method: 'GET' }, { method: 'get' }],
  ['a scheme', { scheme: { prefix: 'https' } }, { scheme: 'https' }, { scheme: 'http' }],
  ['an authority with its port', { authority: { exact: 'cart:80' } }, { authority: 'cart:80' }, { authority: 'cart' }],
  ['a port', { port: 81 }, { port: 81 }, { port: 80 }],
  ['a header', { headers: { a: { exact: '1' } } }, { headers: { a: '1' } }, { headers: { a: '1,2' } }],
  ['a header whatever its case', { headers: { 'X-A': { exact: '1' } } }, { headers: { 'x-a': '1' } }, { headers: {} }],
  ['a header sent in any case', { headers: { 'x-a': { exact: '1' } } }, { headers: { 'X-A': '1' } }, { headers: {} }],
  ['a header that is there', { headers: { a: {} } }, { headers: { a: '' } }, { headers: { b: '' } }],
  ['a header that is there, as "*"', { headers: { a: { regex: '*' } } }, { headers: { a: '' } }, { headers: {} }],
  ['an empty header that is there', { headers: { a: { exact: '' } } }, { headers: { a: '' } }, { headers: {} }],
  ['an expression for a header', { headers: { a: { regex: '.*' } } }, { headers: { a: '' } }, { headers: {} }],
  ['a header that objects have', { headers: { constructor: {} } }, { headers: own('constructor') }, { headers: {} }],
  ['the authority as Host', { headers: { Host: { prefix: 'cart' } } }, { authority: 'cart:80' }, { authority: 'web' }],
  ['two headers', { headers: { a: {}, b: {} } }, { headers: { a: '', b: '' } }, { headers: { a: '' } }],
  ['another header', { withoutHeaders: { a: { exact: '1' } } }, { headers: { a: '2' } }, { headers: { a: '1' } }],
  ['no such header', { withoutHeaders: { a: { exact: '1' } } }, { headers: {} }, { headers: { A: '1' } }],
  ['no empty header', { withoutHeaders: { a: { exact: '' } } }, { headers: { a: '1' } }, { headers: {} }],
  ['a prefix of no header', { withoutHeaders: { a: { prefix: '1' } } }, { headers: {} }, { headers: { a: '12' } }],
  ['an expression for no header', { withoutHeaders: { a: { regex: '1*' } } }, { headers: { a: '2' } }, { headers: {} }],
  ['the absence of a header', { withoutHeaders: { a: {} } }, { headers: { b: '' } }, { headers: { a: '' } }],
  ['its absence, as "*"', { withoutHeaders: { a: { regex: '*' } } }, { headers: {} }, { headers: { a: '' } }],
  [
    'none of two headers',
    { withoutHeaders: { a: { exact: '1' }, b: { exact: '1' } } },
    { headers: { a: '2', b: '3' } },
    { headers: { a: '2', b: '1' } },
  ],
  ['a parameter', { queryParams: { a: { exact: '1' } } }, { path: '/?b=2&a=1' }, { path: '/?A=1' }],
  ['a parameter that is there', { queryParams: { a: {} } }, { path: '/?a' }, { path: '/?ab=1' }],
  ['a parameter without a value', { queryParams: { a: { exact: '' } } }, { path: '/?a' }, { path: '/' }],
  ['its first value', { queryParams: { a: { exact: '1' } } }, { path: '/?a=1&a=2' }, { path: '/?a=2&a=1' }],
  ['a value with "="', { queryParams: { a: { exact: '1=2' } } }, { path: '/?a=1=2' }, { path: '/?a=1' }],
  ['a value as it is written', { queryParams: { a: { exact: '%31' } } }, { path: '/?a=%31' }, { path: '/?a=1' }],
  ['labels of the caller', { sourceLabels: { app: 'web' } }, { labels: { app: 'web', b: '' } }, { labels: { b: '' } }],
  ['the namespace of the caller', { sourceNamespace: 'shop' }, { namespace: 'shop' }, { namespace: 'default' }],
  ['sidecars', { gateways: ['mesh'] }, {}, { gateway: 'istio-system/ingress' }],
  ['a gateway', { gateways: ['a/gw', 'b/gw'] }, { gateway: 'b/gw' }, { gateway: 'mesh' }],
  [
    'all of several',
    { uri: { prefix: '/' }, method: { exact: 'GET' }, port: 80 },
    { method: 'GET' },
    { method: 'POST' },
  ],
];

/** A header with a name that every object has as a property. */
function own(name: string): Readonly<Record<string, string>> {
  return Object.fromEntries([[name, '']]);
}

test.each(table)('%s', (_, conditions, those, others) => {
  expect([holds(conditions, those), holds(conditions, others)]).toEqual([true, false]);
});

test('no condition holds for every request', () => {
  for (const conditions of [{}, { headers: {}, withoutHeaders: {}, queryParams: {}, sourceLabels: {} }]) {
    expect(holds(conditions)).toBe(true);
  }
});

test('what is empty or 0 is not set, as Istio reads it', () => {
  for (const conditions of [{ port: 0 }, { sourceNamespace: '' }, { gateways: [] }, { uri: {} }, { method: {} }]) {
    expect(holds(conditions)).toBe(true);
    expect(isCatchAll(conditions)).toBe(true);
  }
});

test('beside gateways, labels and namespace of the caller do not matter', () => {
  const conditions = { gateways: ['mesh'], sourceLabels: { app: 'web' }, sourceNamespace: 'shop' };
  expect(holds(conditions, { labels: {}, namespace: 'default' })).toBe(true);
  expect(holds({ ...conditions, gateways: ['gw'] }, { labels: { app: 'web' }, namespace: 'shop' })).toBe(false);
});

const requests = fc.array(anyRequest, { minLength: 20, maxLength: 20 });

test('what implies conditions holds only where they do', () => {
  let met = 0;
  fc.assert(
    fc.property(anyConditions, requests, (all, sent) => {
      const pairs = all.flatMap((match) => all.filter((other) => implies(match, other)).map((other) => [match, other]));
      for (const [match = {}, other = {}] of pairs.filter(([one, two]) => one !== two)) {
        // implications are about requests to one port, for which both are
        const own = sent.filter((request) => [0, request.port].includes(other.port ?? 0) && matches(match, request));
        met += own.length;
        expect(own.filter((request) => !matches(other, request))).toEqual([]);
      }
    }),
    { numRuns: 1500 },
  );
  expect(met).toBeGreaterThan(5000);
});

test('a catch-all holds for every request to its port', () => {
  let met = 0;
  fc.assert(
    fc.property(anyConditions, requests, (all, sent) => {
      for (const match of all.filter(isCatchAll)) {
        const own = sent.filter(({ port }) => [0, port].includes(match.port ?? 0));
        met += own.length;
        expect(own.filter((request) => !matches(match, request))).toEqual([]);
      }
    }),
    { numRuns: 1000 },
  );
  expect(met).toBeGreaterThan(5000);
});

test('they hold for the requests for which an independent reading of them does', () => {
  let held = 0;
  fc.assert(
    fc.property(oracle.someMatches, oracle.anyRequest, (all, { query, ...request }) => {
      const parameters = Object.entries(query).map(([name, value]) => `${name}=${value}`);
      const path = [request.path, ...(parameters.length > 0 ? [parameters.join('&')] : [])].join('?');
      const expected = all.filter((match) => oracle.isFor(match, { ...request, query }));
      held += expected.length;
      expect(all.filter((match) => matches(match, { ...request, path }))).toEqual(expected);
    }),
    { numRuns: 3000 },
  );
  expect(held).toBeGreaterThan(1000);
});
