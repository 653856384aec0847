/** @module Tests rewrites of requests. */
import { StringMatch } from '../../../lib';
import { codesOfRule, issuesOfRule } from '../../support/rules';

test.each([
  { uri: '/b' },
  { authority: 'cart:8080' },
  { uri: '/b', authority: 'cart' },
  { authority: '[2001:db8::1]:8080' },
  { uriRegexRewrite: { match: '^/(.*)$', rewrite: '/b/\\1' } },
])('a rewrite can be %j', (rewrite) => {
  expect(codesOfRule({ rewrite })).toEqual([]);
});

test.each([
  ['MC047', {}],
  ['MC047', { uri: '' }],
  ['MC047', { uri: 'b' }],
  ['MC047', { uri: 5 }],
  ['MC047', { uri: '/b?c=d' }],
  ['MC047', { uri: '/b#c' }],
  ['MC047', { authority: '' }],
  ['MC047', { authority: 'http://cart' }],
  ['MC047', { authority: 'cart:' }],
  ['MC047', { authority: 'cart:65536' }],
  ['MC047', { authority: '2001:db8::1' }],
  ['MC047', { uri: '/b', uriRegexRewrite: { match: 'a', rewrite: 'b' } }],
  ['MC047', { uriRegexRewrite: { match: 'a', rewrite: '' } }],
  ['MC047', { uriRegexRewrite: { match: 'a' } }],
  ['MC043', { uriRegexRewrite: { rewrite: 'b' } }],
  ['MC043', { uriRegexRewrite: { match: '(', rewrite: 'b' } }],
  ['MC035', { uriRegexRewrite: 'a' }],
  ['MC035', { uri: '/b', path: '/c' }],
  ['MC035', '/b'],
  ['MC035', null],
])('fails with %s for %j', (code, rewrite) => {
  expect(codesOfRule({ rewrite })).toContain(code);
});

const { exact, prefix, regex } = StringMatch;

/** A prefix, its replacement, and what to do; undefined if they fit together. */
const REPLACEMENTS = [
  ['/old', '/new', undefined],
  ['/old/', '/new/', undefined],
  ['/', '/new/', undefined],
  ['/old/', '/', undefined],
  ['/item-', '/items/', undefined],
  ['/items/', '/item-', undefined],
  ['/', '/new', 'Write "/new/", or leave "uri" out of the match to replace the whole path.'],
  ['/old/', '/new', 'Write "/new/".'],
  ['/old', '/', 'Match the prefix "/old/", and the exact path "/old" as another alternative.'],
  ['/old', '/new/', 'Match the prefix "/old/", and the exact path "/old" as another alternative.'],
] as const;

test.each(REPLACEMENTS)(
  'prefix %s becomes %s if the parts of the path stay apart, else fails with MC175',
  (from, to, fix) => {
    const match = [{ uri: prefix(from), method: exact('GET') }];
    const rules = [{ rewrite: { uri: to } }, { redirect: { prefixRewrite: to } }];
    const found = rules.flatMap((rule) => issuesOfRule({ match, ...rule }));
    expect(found).toMatchObject(fix === undefined ? [] : rules.map(() => ({ code: 'MC175', got: `"${to}"`, fix })));
  },
);

test('fails with MC175 and says what a path would become', () => {
  const [issue] = issuesOfRule({ match: [{ uri: exact('/old') }, { uri: prefix('/old') }], rewrite: { uri: '/' } });
  expect(issue?.what).toBe(
    '"rewrite.uri" of rule 1 for "cart" must end with "/" exactly if the prefix "/old" does, but is "/": "/old/x" would become "//x".',
  );
});

test('a whole path becomes any other, whether it ends with "/" or not', () => {
  const match = [{ uri: exact('/a/') }, { uri: regex('/b/.*') }, { method: exact('GET') }];
  for (const uri of ['/c', '/c/']) expect(codesOfRule({ match, rewrite: { uri } })).toEqual([]);
});
