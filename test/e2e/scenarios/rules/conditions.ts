/**
 * Lists every condition of a rule.
 * @module
 */
import { type HttpMatch, StringMatch } from '../../../../lib';
import { APART, ASIDE, type Asked, type Rule } from './mesh';

const { exact, prefix, regex, present } = StringMatch;

const header = (name: string, value: string): Asked => ({ headers: { [name]: value } });
const method = (name: string): Asked => ({ options: ['-X', name] });

/** The cases: what a condition matches, the condition, a request that it matches, and a similar one that it does not match. */
const MATCHES: readonly (readonly [string, readonly HttpMatch[], Asked, Asked])[] = [
  ['a path', [{ uri: exact('/exact') }], { path: '/exact' }, { path: '/Exact' }],
  ['a prefix of a path', [{ uri: prefix('/pre') }], { path: '/prefixed' }, { path: '/pr/e' }],
  ['a regular expression for the whole path', [{ uri: regex('/[0-9]+') }], { path: '/42' }, { path: '/42/' }],
  [
    'a path in any case',
    [{ uri: exact('/any-case'), ignoreUriCase: true }],
    { path: '/Any-CASE' },
    { path: '/Any-CASE/' },
  ],
  ['a scheme', [{ scheme: exact('https') }], header('x-forwarded-proto', 'https'), header('x-forwarded-proto', 'http')],
  ['a method', [{ method: exact('PUT') }], method('PUT'), method('POST')],
  [
    'a regular expression for the whole method',
    [{ method: regex('DELETE|PROP') }],
    method('DELETE'),
    method('PROPFIND'),
  ],
  [
    'an authority with its port',
    [{ authority: exact('reviews.rules.svc:9080') }],
    { host: 'reviews.rules.svc' },
    { host: 'reviews.rules.svc', headers: { host: 'reviews.rules.svc' } },
  ],
  ['a header', [{ headers: { 'End-User': exact('jason') } }], header('end-user', 'jason'), header('end-user', 'Jason')],
  [
    'a prefix of a header',
    [{ headers: { cookie: prefix('user=') } }],
    header('cookie', 'user=kim'),
    header('cookie', 'a; user=kim'),
  ],
  [
    'a regular expression for the whole header',
    [{ headers: { 'user-agent': regex('.*(Mobile|Tablet)') } }],
    header('user-agent', 'A Tablet'),
    header('user-agent', 'A Tablet!'),
  ],
  ['the presence of a header', [{ headers: { debug: present() } }], header('debug', 'any'), {}],
  [
    'the absence of a header',
    [{ uri: exact('/absent'), withoutHeaders: { token: present() } }],
    { path: '/absent' },
    { path: '/absent', options: ['-H', 'token;'] },
  ],
  [
    'a header with any other value',
    [{ uri: exact('/another'), withoutHeaders: { token: exact('none') } }],
    { path: '/another' },
    { path: '/another', headers: { token: 'none' } },
  ],
  [
    'a header that is present and not empty',
    [{ uri: exact('/filled'), withoutHeaders: { token: exact('') } }],
    { path: '/filled', headers: { token: 'any' } },
    { path: '/filled' },
  ],
  [
    'a header without a prefix',
    [{ uri: exact('/otherwise'), withoutHeaders: { token: prefix('no') } }],
    { path: '/otherwise', headers: { token: 'yes' } },
    { path: '/otherwise', headers: { token: 'nobody' } },
  ],
  [
    'the first value of a query parameter',
    [{ queryParams: { page: exact('1') } }],
    { path: '/?page=1&page=2' },
    { path: '/?page=2&page=1' },
  ],
  ['a prefix of a query parameter', [{ queryParams: { q: prefix('ab') } }], { path: '/?q=abc' }, { path: '/?Q=abc' }],
  [
    'a regular expression for the whole query parameter',
    [{ queryParams: { id: regex('[a-f]+') } }],
    { path: '/?id=cafe' },
    { path: '/?id=cafe5' },
  ],
  [
    'the presence of a query parameter',
    [{ queryParams: { verbose: present() } }],
    { path: '/?verbose=no' },
    { path: '/?Verbose=no' },
  ],
  ['an empty query parameter', [{ queryParams: { key: exact('') } }], { path: '/?key' }, { path: '/?key=1' }],
  ['a port', [{ port: 9081 }], { port: 9081 }, {}],
  [
    'labels of the caller',
    [{ uri: exact('/labels'), sourceLabels: { app: 'ratings', version: 'v1' } }],
    { path: '/labels', from: APART },
    { path: '/labels' },
  ],
  [
    'the namespace of the caller',
    [{ uri: exact('/namespace'), sourceNamespace: ASIDE }],
    { path: '/namespace', from: APART },
    { path: '/namespace' },
  ],
  [
    'all of several conditions',
    [{ uri: exact('/all'), headers: { one: exact('1'), two: exact('2') } }],
    { path: '/all', headers: { one: '1', two: '2' } },
    { path: '/all', headers: { one: '1' } },
  ],
  [
    'one of several alternatives',
    [{ uri: exact('/one') }, { uri: exact('/other') }],
    { path: '/other' },
    { path: '/none' },
  ],
];

/** The same cases with a rule for each condition. Neighbouring rules lead to different versions, so that a mix-up shows. */
export const CONDITIONS = MATCHES.map(([sentence, match, holds, not], index) => {
  const [version, place] = index % 2 === 0 ? (['v2', 'v2 in cluster2'] as const) : (['v3', 'v3 in cluster3'] as const);
  const rule: Rule = { match, to: [{ version }] };
  return [sentence, rule, holds, not, place] as const;
});
