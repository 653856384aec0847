/**
 * Lists rules that Istio would carry out in another way than they read, and shows what it makes of the plain form.
 * @module
 */
import { type HttpHeaders, StringMatch } from '../../../../lib';
import type { Answer } from '../../lab/client';
import type { KubeObject } from '../objects';
import { type Asked, type Rule, under } from './mesh';

/** A rule, and what comes of a request. */
interface Meant {
  readonly rule: Rule;
  readonly request: Asked;
  readonly result: (answer: Answer) => unknown;
  /** The result that the rule reads like. */
  readonly meant: unknown;
  /** The result if the rule is given to Istio as it reads. */
  readonly plain: unknown;
}

const pathOf = ({ body }: Answer): unknown => Reflect.get(body, 'url');

const LETTERS = ['s', 'a', 'r'] as const;

/** Headers, each with a letter for the rule and one for the destination: it sets the header, adds to it or removes it. */
const NAMES = LETTERS.flatMap((rule) => LETTERS.map((destination) => `${rule}${destination}`));

/** The changes of these headers by a rule or by its destinations, except of `aa` if there are several destinations. */
function changing(by: 'rule' | 'destination', isOnly: boolean): { readonly headers: HttpHeaders } {
  const named = (letter: string): readonly string[] =>
    NAMES.filter((name) => name[by === 'rule' ? 0 : 1] === letter && (isOnly || name !== 'aa'));
  const values = (letter: string): Readonly<Record<string, string>> =>
    Object.fromEntries(named(letter).map((name) => [name, by]));
  const operations = { set: values('s'), add: values('a'), remove: named('r') };
  return { headers: { request: operations, response: operations } };
}

/** The values that the app received. They must be the same in the response, except that those of the request are missing. */
function changed({ body, headers }: Answer): unknown {
  const received = NAMES.map((name) => [name, body.headers?.[name] ?? ''] as const);
  const answered = NAMES.map((name) => [name, (headers[name] ?? []).join(', ')] as const);
  const withoutGiven = received.map(([name, value]) => [name, value.replace(/^given(, )?/, '')] as const);
  expect(answered).toEqual(withoutGiven);
  return Object.fromEntries(received.filter(([, value]) => value !== ''));
}

/** The HTTP rules of a VirtualService, with those of `MEANT` as they read. */
export function plainly({ spec }: KubeObject): readonly object[] {
  const { http } = spec as { readonly http: readonly WrittenRule[] };
  const plain = MEANT.flatMap(([, { rule }], index) => {
    const written = http.filter(({ name }) => name === nameOf(index));
    const { to = [], rewrite, headers } = rule;
    const route = written[0]?.route?.map((destination, at) => ({ ...destination, headers: to[at]?.headers ?? {} }));
    return [{ match: written.flatMap(({ match }) => match), route, rewrite, headers }];
  });
  return [...plain, ...http];
}

interface WrittenRule {
  readonly name?: string;
  readonly match: readonly object[];
  readonly route?: readonly object[];
}

const nameOf = (index: number): string => `meant-${index}`;

const GIVEN = { headers: Object.fromEntries(NAMES.map((name) => [name, 'given'])) };
const [RULE, BOTH, DESTINATION] = ['rule', 'rule, destination', 'destination'] as const;
const ORDERED = { ss: DESTINATION, sa: BOTH, as: DESTINATION, rs: DESTINATION, ra: DESTINATION };

const { exact, regex, present } = StringMatch;

const CASES: readonly (readonly [sentence: string, Meant])[] = [
  [
    'rewritten as a whole if the match does not compare the path',
    {
      rule: { match: [{ headers: { whole: present() } }], to: [{ version: 'v2' }], rewrite: { uri: '/new' } },
      request: { path: '/items/7', headers: { whole: '1' } },
      result: pathOf,
      meant: '/new?1',
      plain: '/newitems/7?1',
    },
  ],
  [
    'rewritten as each alternative says',
    {
      rule: {
        match: [...under('/mixed/'), { headers: { mixed: exact('1') } }, { uri: regex('/m[0-9]/.*') }],
        to: [{ version: 'v3' }],
        rewrite: { uri: '/new/' },
      },
      request: { path: '/items/7', headers: { mixed: '1' } },
      result: pathOf,
      meant: '/new/?1',
      plain: '/new/items/7?1',
    },
  ],
  [
    'given the headers of an only destination after those of the rule',
    {
      rule: {
        match: under('/only'),
        to: [{ version: 'v3', ...changing('destination', true) }],
        ...changing('rule', true),
      },
      request: { path: '/only', ...GIVEN },
      result: changed,
      meant: { ...ORDERED, aa: 'given, rule, destination' },
      plain: {
        ...{ ss: DESTINATION, sa: BOTH, sr: RULE, as: 'destination, rule', aa: 'given, rule, destination', ar: RULE },
        ...{ rs: DESTINATION, ra: DESTINATION },
      },
    },
  ],
  [
    'given the headers of one of several destinations after those of the rule',
    {
      rule: {
        match: under('/several'),
        to: [
          { version: 'v2', ...changing('destination', false) },
          { version: 'v3', ...changing('destination', false) },
        ],
        ...changing('rule', false),
      },
      request: { path: '/several', ...GIVEN },
      result: changed,
      meant: { ...ORDERED, aa: 'given' },
      plain: { ss: RULE, sa: RULE, sr: RULE, as: 'destination, rule', aa: 'given', ar: RULE },
    },
  ],
];

/** The cases, by what happens to a request. Their rules have names, so that they are found in a VirtualService. */
export const MEANT = CASES.map(
  ([sentence, each], index) => [sentence, { ...each, rule: { name: nameOf(index), ...each.rule } }] as const,
);
