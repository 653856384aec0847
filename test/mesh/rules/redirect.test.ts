/** @module Tests redirects. */
import { StringMatch } from '../../../lib';
import { codesOfRule, issuesOfRule } from '../../support/rules';

test.each([
  { uri: '/b' },
  { prefixRewrite: '/b' },
  { authority: 'b.example.com' },
  { port: 8443 },
  { authority: 'b.example.com', derivePort: 'FROM_REQUEST_PORT' },
  { scheme: 'https' },
  { uri: '/b', authority: 'b', port: 1, scheme: 'http', redirectCode: 308 },
])('a redirect can lead to %j', (redirect) => {
  expect(codesOfRule({ redirect })).toEqual([]);
});

test.each([
  {},
  { redirectCode: 302 },
  { derivePort: 'FROM_PROTOCOL_DEFAULT' },
  { derivePort: 'FROM_REQUEST_PORT', redirectCode: 302 },
  { uri: 'b' },
  { uri: 5 },
  { uri: '/b', prefixRewrite: '/c' },
  { port: 1, derivePort: 'FROM_REQUEST_PORT' },
  { port: 0 },
  { port: 65536 },
  { authority: 'b', derivePort: 'FROM_NOWHERE' },
  { authority: 'a b' },
  { scheme: 'ftp' },
  { uri: '/b', redirectCode: 200 },
  { uri: '/b', redirectCode: 304 },
])('fails with MC048 for %j', (redirect) => {
  expect(codesOfRule({ redirect })).toEqual(['MC048']);
});

test('fails with MC048 for a prefixRewrite if a match is not on a prefix', () => {
  const match = [
    { uri: StringMatch.exact('/a') },
    { uri: StringMatch.prefix('/b') },
    { method: StringMatch.exact('GET') },
  ];
  expect(issuesOfRule({ match, redirect: { prefixRewrite: '/c' } })).toEqual([
    expect.objectContaining({ code: 'MC048', got: '["/a"]' }),
  ]);
  expect(codesOfRule({ match: match.slice(1), redirect: { prefixRewrite: '/c' } })).toEqual([]);
});
