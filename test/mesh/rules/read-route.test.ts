/** @module Tests the rules of HTTP routes. */
import { type RouteRule, SniAddressing, StringMatch } from '../../../lib';
import { issuesOf } from '../../support/issues';
import { shop } from '../../support/meshes';
import { codesOfRule, issuesOfRules as issuesOfAny } from '../../support/rules';

type Rules = readonly RouteRule<'v1' | 'v2'>[];
const jason = { headers: { 'end-user': StringMatch.exact('jason') } };
const v1 = [{ version: 'v1' }] as const;

function issuesOfRules(rules: Rules): readonly (readonly [string, string])[] {
  return issuesOfAny(rules).map(({ code, what }) => [code, what]);
}

function weightsOf(...weights: readonly (number | undefined)[]): Rules {
  const versions = ['v1', 'v2'] as const;
  return [
    {
      to: weights.map((weight, index) => ({
        version: versions[index] ?? 'v1',
        ...(weight !== undefined && { weight }),
      })),
    },
  ];
}

test.each<[string, string, Rules]>([
  ['MC014', 'The route of "cart" must have at least one rule, but has none.', []],
  ['MC015', 'The route of "cart" must have a default rule, but has none.', [{ match: [jason], to: v1 }]],
  [
    'MC016',
    'Rule 2 for "cart" comes after the default rule: rule 1 has no "match".',
    [{ to: v1 }, { match: [jason], to: v1 }],
  ],
  [
    'MC016',
    'Rule 2 for "cart" comes after the default rule: rule 1 has no "match".',
    [{ match: [], to: v1 }, { to: v1 }],
  ],
  ['MC017', '"to" of rule 1 for "cart" must have at least one destination, but is [].', [{ to: [] }]],
  ['MC012', 'At least one weight of rule 1 for "cart" must be positive, but all are 0.', weightsOf(0, 0)],
  ['MC012', 'At least one weight of rule 1 for "cart" must be positive, but all are 0.', weightsOf(0)],
  [
    'MC011',
    '"weight" of version "v1" in rule 1 for "cart" must be an integer from 0 to 1000000, but is -1.',
    weightsOf(-1, 2),
  ],
  [
    'MC011',
    '"weight" of version "v1" in rule 1 for "cart" must be an integer from 0 to 1000000, but is 0.5.',
    weightsOf(0.5, 0.5),
  ],
  [
    'MC011',
    '"weight" of version "v1" in rule 1 for "cart" must be an integer from 0 to 1000000, but is NaN.',
    weightsOf(NaN),
  ],
  [
    'MC011',
    '"weight" of version "v2" in rule 1 for "cart" must be an integer from 0 to 1000000, but is 1000001.',
    weightsOf(1, 1_000_001),
  ],
  [
    'MC011',
    '"weight" of version "v1" in rule 1 for "cart" must not round to 0 %, but is 1 of 1000.',
    weightsOf(1, 999),
  ],
  [
    'MC013',
    'Rule 1 for "cart" must give weights to all of its destinations or to none, but gives them to 1 of 2.',
    weightsOf(50, undefined),
  ],
])('fails with %s: %s', (code, what, rules) => {
  expect(issuesOfRules(rules)).toEqual([[code, what]]);
});

test.each([
  [[0.5, 0.5], 'Multiply the weights of the rule by 10.'],
  [[0.07, 0.93], 'Multiply the weights of the rule by 100.'],
  [[0, 0.000001], 'Give the weights of the rule as integers. They need not sum to 100.'],
  [[1 / 3, 2 / 3], 'Give the weights of the rule as integers. They need not sum to 100.'],
])('weights of %j are one fault, and the fix says what to do', (weights, fix) => {
  expect(issuesOfAny(weightsOf(...weights))).toEqual([expect.objectContaining({ code: 'MC011', fix })]);
});

test('each weight that is not a number is its own fault', () => {
  const to = [
    { version: 'v1', weight: '50' },
    { version: 'v2', weight: -1 },
  ];
  expect(issuesOfAny([{ to }]).map(({ code, got }) => [code, got])).toEqual([
    ['MC011', '"50"'],
    ['MC011', '-1'],
  ]);
});

test('a weight that is misspelt is one fault', () => {
  const to = [
    { version: 'v1', weigth: 50 },
    { version: 'v2', weight: 50 },
  ];
  expect(issuesOfAny([{ to }]).map(({ code }) => code)).toEqual(['MC035']);
});

test.each([
  ['no condition', {}],
  ['no headers', { headers: {} }],
  ['a header name with a space', { headers: { 'end user': StringMatch.exact('jason') } }],
  ['a pseudo header', { headers: { ':path': StringMatch.exact('/') } }],
  ['an empty prefix', { uri: StringMatch.prefix('') }],
  ['an empty path', { uri: StringMatch.exact('') }],
  ['an empty header prefix', { headers: { a: StringMatch.prefix('') } }],
  ['a relative path', { uri: StringMatch.prefix('reviews') }],
  ['a path with a query', { uri: StringMatch.exact('/a?b=c') }],
  ['a header that Istio ignores', { headers: { Method: StringMatch.exact('GET') } }],
  ['one header twice', { headers: { 'X-A': StringMatch.exact('1'), 'x-a': StringMatch.exact('2') } }],
])('fails with MC019 for a match with %s', (_, match) => {
  expect(issuesOfRules([{ match: [match], to: v1 }, { to: v1 }]).map(([code]) => code)).toEqual(['MC019']);
});

test('fails with MC019 for a string instead of a StringMatch, and says what to write', () => {
  const { mesh, cart } = shop();
  // @ts-expect-error a header is compared with a StringMatch
  cart.addRoute([{ match: [{ headers: { 'end-user': 'jason' } }], to: v1 }, { to: v1 }]);
  expect(issuesOf(() => mesh.plan(new SniAddressing()))).toEqual([
    expect.objectContaining({
      code: 'MC019',
      what: '"headers.end-user" of match 1 of rule 1 for "cart" must be a StringMatch, but is "jason".',
      fix: 'Write StringMatch.exact("jason").',
    }),
  ]);
});

test('header names are written in lower case, as Istio requires', () => {
  const { cart } = shop();
  const { rules } = cart.addRoute([
    { match: [{ headers: { 'End-User': StringMatch.exact('jason') } }], to: v1 },
    { to: v1 },
  ]);
  expect(rules[0]?.match).toEqual([{ headers: { 'end-user': { exact: 'jason' } } }]);
});

test('fails with MC018 for a second route of a service', () => {
  const { mesh, cart } = shop();
  cart.addRoute([{ to: [{ version: 'v1' }] }]);
  cart.addRoute([{ to: [{ version: 'v2' }] }]);
  expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ code }) => code)).toEqual(['MC018']);
});

test('several destinations have percentages, by default equal ones, and a single destination has none', () => {
  const { cart } = shop();
  const { rules } = cart.addRoute([
    { match: [jason], to: [{ version: 'v1' }, { version: 'v2' }] },
    {
      match: [jason],
      to: [
        { version: 'v1', weight: 1 },
        { version: 'v2', weight: 2 },
      ],
    },
    {
      match: [jason],
      to: [
        { version: 'v1', weight: 0 },
        { version: 'v2', weight: 3 },
      ],
    },
    { to: [{ version: 'v1', weight: 7 }] },
  ]);
  expect(rules.map(({ to }) => to.map(({ weight }) => weight))).toEqual([[50, 50], [33, 67], [0, 100], [undefined]]);
});

const answer = { directResponse: { status: 204 } };
const redirect = { redirect: { uri: '/b' } };

test.each<[string, string, object]>([
  ['"redirect" and "to"', '["redirect", "to"]', { to: v1, ...redirect }],
  ['"directResponse" and "to"', '["directResponse", "to"]', { to: v1, ...answer }],
  ['"redirect" and "directResponse"', '["redirect", "directResponse"]', { ...redirect, ...answer }],
  [
    '"redirect", "rewrite" and "fault"',
    '["redirect", "rewrite", "fault"]',
    { ...redirect, rewrite: { uri: '/c' }, fault: { abort: { percentage: 1, httpStatus: 500 } } },
  ],
  [
    '"directResponse", "timeout" and "mirrors"',
    '["directResponse", "timeout", "mirrors"]',
    { ...answer, timeout: '1s', mirrors: [{ version: 'v1' }] },
  ],
  ['"redirect" and "retries"', '["redirect", "retries"]', { ...redirect, retries: { attempts: 0 } }],
])('fails with MC040 for %s together', (names, got, actions) => {
  expect(issuesOfAny([{ match: [jason], ...actions }, { to: v1 }])).toEqual([
    expect.objectContaining({
      code: 'MC040',
      what: `Rule 1 for "cart" has ${names}, which exclude each other.`,
      got,
    }),
  ]);
});

test.each([[''], [5]])('fails with MC054 for a rule named %j', (name) => {
  expect(codesOfRule({ name })).toEqual(['MC054']);
});

test('a rule without destinations goes to any version, and keeps its actions', () => {
  const { cart } = shop();
  const fault = { abort: { percentage: 1, httpStatus: 500 } } as const;
  const { rules } = cart.addRoute([{ match: [jason], fault }, { to: v1 }]);
  const [any, first] = rules.map(({ to, actions }) => ({ to, fault: actions.fault }));
  expect(any).toEqual({ to: [{ version: undefined, cluster: undefined, weight: undefined }], fault });
  expect(first?.to.map(({ version }) => version)).toEqual(['v1']);
});

test.each([{ too: v1 }, { redirct: { uri: '/b' } }, { to: null }, { redirect: null }])(
  'what is misspelt, or null, is one fault: %j',
  (actions) => {
    expect(issuesOfAny([{ match: [jason], ...actions }, { to: v1 }]).map(({ code }) => code)).toEqual(['MC035']);
  },
);

test('all mistakes in a rule are reported together, and nothing else is', () => {
  const bad = {
    name: '',
    from: ['east'],
    match: [{ uri: 'a' }],
    to: [{ version: 'v9', headers: {} }],
    redirect: {},
    rewrite: {},
    timeout: '1',
    retries: { attempts: 3 },
    fault: {},
    mirrors: [{ version: 'v9', percentage: 101 }],
    corsPolicy: { allowMethods: ['get'] },
    headers: { request: {} },
  };
  const codes = issuesOfAny([bad, { match: [jason], to: [] }, { to: v1 }]).map(({ code }) => code);
  expect(codes).toEqual(
    ['19', '40', '09', '08', '45', '44', '54', '48', '47', '52', '52', '50', '08', '51', '53', '45', '17'].map(
      (number) => `MC0${number}`,
    ),
  );
});

test('a mistake in a rule does not crash planning', () => {
  const junk = [null, 5, 'a', [], {}, [null], [{}], true];
  const keys = [
    'name',
    'from',
    'match',
    'to',
    'redirect',
    'directResponse',
    'rewrite',
    'timeout',
    'retries',
    'fault',
    'mirrors',
    'corsPolicy',
    'headers',
  ];
  for (const key of keys) {
    for (const value of junk) {
      expect(() => issuesOfAny([{ match: [jason], to: v1, [key]: value }, { to: v1 }])).not.toThrow();
    }
  }
});

test('later changes to passed rules have no effect', () => {
  const { cart } = shop();
  const set = { 'x-a': '1' };
  const allowOrigins = [StringMatch.exact('https://a.example')];
  const match = [{ sourceLabels: { app: 'web' } }];
  const { rules } = cart.addRoute([
    { match, to: [{ version: 'v1', headers: { request: { set } } }], headers: { response: { set } } },
    { to: v1, corsPolicy: { allowOrigins } },
  ]);
  const before = structuredClone(rules);
  set['x-a'] = '2';
  allowOrigins.pop();
  match.pop();
  expect(structuredClone(rules)).toEqual(before);
  expect(rules[1]?.actions.corsPolicy?.allowOrigins).toEqual([{ exact: 'https://a.example' }]);
});
