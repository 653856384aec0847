/** @module Tests rewrites of requests. */
import { codesOfRule } from '../../support/rules';

test.each([
  { uri: '/b' },
  { uri: '/b?c=d' },
  { authority: 'cart:8080' },
  { uri: '/b', authority: 'cart' },
  { uriRegexRewrite: { match: '^/(.*)$', rewrite: '/b/\\1' } },
])('a rewrite can be %j', (rewrite) => {
  expect(codesOfRule({ rewrite })).toEqual([]);
});

test.each([
  ['MC047', {}],
  ['MC047', { uri: '' }],
  ['MC047', { uri: 'b' }],
  ['MC047', { uri: 5 }],
  ['MC047', { authority: '' }],
  ['MC047', { authority: 'http://cart' }],
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
