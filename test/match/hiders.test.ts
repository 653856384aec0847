/** @module Tests which rules can never match because an earlier rule hides them. */
import * as fc from 'fast-check';
import type { StringMatch } from '../../lib/istio';
import { type Conditions, findHiders } from '../../lib/match';
import { anyRequest, isFor, PORTS, someMatches } from '../support/requests';

const exact = (value: string): StringMatch => ({ exact: value });
const prefix = (value: string): StringMatch => ({ prefix: value });
const regex = (value: string): StringMatch => ({ regex: value });
const present = (): StringMatch => ({});

/** Whether a match hides another that comes after it. */
const hides = (earlier: Conditions, later: Conditions): boolean =>
  findHiders([{ match: [earlier] }, { match: [later] }], [80])[1]?.[0] !== undefined;

test.each<[string, Conditions, Conditions]>([
  ['the same match', { method: exact('GET') }, { method: exact('GET') }],
  ['a shorter prefix', { uri: prefix('/a') }, { uri: prefix('/ab') }],
  ['a prefix of the whole path', { uri: prefix('/a') }, { uri: exact('/a/b') }],
  ['every path', { uri: prefix('/') }, { method: exact('GET') }],
  ['every path, as an expression', { uri: regex('.*') }, {}],
  ['an expression that matches the text', { uri: regex('/a|/b') }, { uri: exact('/b') }],
  ['the same expression', { headers: { a: regex('b+') } }, { headers: { a: regex('b+') }, method: exact('GET') }],
  ['a prefix in any case', { uri: prefix('/A'), ignoreUriCase: true }, { uri: exact('/ab') }],
  [
    'either case of either case',
    { uri: prefix('/A'), ignoreUriCase: true },
    { uri: exact('/aB'), ignoreUriCase: true },
  ],
  ['a path without letters', { uri: exact('/1') }, { uri: exact('/1'), ignoreUriCase: true }],
  ['fewer headers', { headers: { a: exact('1') } }, { headers: { a: exact('1'), b: exact('2') } }],
  ['the presence of a header', { headers: { a: present() } }, { headers: { a: regex('1*') } }],
  ['the presence of a parameter', { queryParams: { a: present() } }, { queryParams: { a: exact('') } }],
  ['fewer labels', { sourceLabels: { app: 'a' } }, { sourceLabels: { app: 'a', tier: 'b' } }],
  ['the same namespace', { sourceNamespace: 'a' }, { sourceNamespace: 'a', uri: prefix('/a') }],
  ['the only port', { port: 80 }, { method: exact('GET') }],
  ['a weaker exclusion of a header', { withoutHeaders: { a: exact('12') } }, { withoutHeaders: { a: prefix('1') } }],
  ['the exclusion of another value', { withoutHeaders: { a: exact('1') } }, { headers: { a: exact('2') } }],
  [
    'the exclusion of a value of an absent header',
    { withoutHeaders: { a: exact('1') } },
    { withoutHeaders: { a: present() } },
  ],
])('%s hides the later match', (_, earlier, later) => {
  expect(hides(earlier, later)).toBe(true);
});

test.each<[string, Conditions, Conditions]>([
  ['a longer prefix', { uri: prefix('/ab') }, { uri: prefix('/a') }],
  ['an exact path', { uri: exact('/a') }, { uri: prefix('/a') }],
  ['a path in one case', { uri: exact('/a') }, { uri: exact('/a'), ignoreUriCase: true }],
  ['a prefix in one case', { uri: prefix('/a') }, { uri: exact('/A/1'), ignoreUriCase: true }],
  ['another expression with the same meaning', { uri: regex('/[a]') }, { uri: regex('/a') }],
  ['an expression that matches a part', { uri: regex('/a') }, { uri: exact('/ab') }],
  ['another header', { headers: { a: exact('1') } }, { headers: { b: exact('1') } }],
  ['more headers', { headers: { a: exact('1'), b: exact('2') } }, { headers: { a: exact('1') } }],
  ['a query parameter with the name of a header', { queryParams: { a: exact('1') } }, { headers: { a: exact('1') } }],
  ['a header that the later match does not need', { headers: { a: present() } }, { method: exact('GET') }],
  ['a stronger exclusion of a header', { withoutHeaders: { a: prefix('1') } }, { withoutHeaders: { a: exact('12') } }],
  ['the exclusion of an empty header', { withoutHeaders: { a: exact('') } }, { withoutHeaders: { a: present() } }],
  ['the exclusion of a header', { withoutHeaders: { a: present() } }, { withoutHeaders: { a: exact('1') } }],
  ['another namespace', { sourceNamespace: 'a' }, { sourceNamespace: 'b' }],
  ['a label with another value', { sourceLabels: { app: 'a' } }, { sourceLabels: { app: 'b' } }],
])('%s does not hide the later match', (_, earlier, later) => {
  expect(hides(earlier, later)).toBe(false);
});

test('a hider is named by its rule and match, even in the same rule', () => {
  const a = { uri: prefix('/a') };
  const b = { method: exact('GET') };
  expect(
    findHiders(
      [
        { match: [b, a] },
        { match: [{ uri: exact('/a') }, b, { uri: prefix('/b') }] },
        { match: [] },
        { match: [a, a] },
      ],
      [80],
    ),
  ).toStrictEqual([
    [undefined, undefined],
    [{ rule: 0, match: 1, isCatchAll: false }, { rule: 0, match: 0, isCatchAll: false }, undefined],
    [undefined],
    [
      { rule: 0, match: 1, isCatchAll: false },
      { rule: 0, match: 1, isCatchAll: false },
    ],
  ]);
});

test('a match on one port does not hide a match on another', () => {
  const rules = [
    { match: [{ port: 80 }] },
    { match: [{ port: 81, method: exact('GET') }, { port: 80 }] },
    { match: [] },
  ];
  const behindPort = { rule: 0, match: 0, isCatchAll: false };
  expect(findHiders(rules, [80, 81])).toStrictEqual([[undefined], [undefined, behindPort], [undefined]]);
});

test('a match on several ports is hidden if any rules hide it at each port', () => {
  const rules = [{ match: [{ port: 80 }] }, { match: [{ port: 81 }] }, { match: [{ method: exact('GET') }, {}] }];
  const hider = { rule: 0, match: 0, isCatchAll: false, port: 80 };
  expect(findHiders(rules, [80, 81])[2]).toEqual([hider, hider]);
  expect(findHiders(rules, [80, 81, 82])[2]).toStrictEqual([undefined, undefined]);
});

const requests = fc.array(anyRequest, { minLength: 30, maxLength: 30 });

test('a hidden match is never the first to match a request', () => {
  let reported = 0;
  fc.assert(
    fc.property(someMatches, requests, (matches, sent) => {
      const hidden = findHiders(
        matches.map((match) => ({ match: [match] })),
        PORTS,
      ).flat();
      reported += hidden.filter((hider) => hider !== undefined).length;
      for (const request of sent) {
        const first = matches.findIndex((match) => isFor(match, request));
        expect(hidden[first]).toBeUndefined();
      }
    }),
    { numRuns: 2000 },
  );
  expect(reported).toBeGreaterThan(1000);
});

test('a hider matches every request that the hidden match does', () => {
  let met = 0;
  fc.assert(
    fc.property(someMatches, requests, (matches, sent) => {
      const hiders = findHiders([{ match: matches }], PORTS).flat();
      matches.forEach((match, index) => {
        const hider = matches[hiders[index]?.match ?? index] ?? match;
        if (hider === match) return;
        const port = hiders[index]?.port;
        const held = sent.filter((request) => isFor(match, request) && (port ?? request.port) === request.port);
        met += held.length;
        expect(held.filter((request) => !isFor(hider, request))).toEqual([]);
      });
    }),
    { numRuns: 2000 },
  );
  expect(met).toBeGreaterThan(5000);
});
