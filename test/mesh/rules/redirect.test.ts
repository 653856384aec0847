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
  { uri: '/b?c=d' },
  { authority: 'b.example.com:8443', scheme: 'https' },
  { authority: 'b.example.com:8443', derivePort: 'FROM_PROTOCOL_DEFAULT' },
  { authority: '[2001:db8::1]', port: 8443 },
  { authority: 'b.example.com', port: 80 },
  { port: 80, scheme: 'https' },
  { port: 443 },
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
  { uri: '/b#c' },
  { prefixRewrite: '/b?c=d' },
  { uri: '/b', prefixRewrite: '/c' },
  { port: 1, derivePort: 'FROM_REQUEST_PORT' },
  { port: 0 },
  { port: 65536 },
  { authority: 'b', derivePort: 'FROM_NOWHERE' },
  { authority: 'a b' },
  { authority: 'b.example.com:' },
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
  expect(codesOfRule({ match: match.slice(1, 2), redirect: { prefixRewrite: '/c' } })).toEqual([]);
});

test('without a condition on the path, a prefixRewrite replaces "/", and fails with MC175 if it joins parts of the path', () => {
  for (const match of [undefined, [{ method: StringMatch.exact('GET') }]]) {
    expect(codesOfRule({ match, redirect: { prefixRewrite: '/c' } })).toContain('MC175');
    expect(codesOfRule({ match, redirect: { prefixRewrite: '/c/' } })).not.toContain('MC175');
  }
});

test.each([
  [
    { authority: 'b.example.com:8443', port: 9999 },
    '"redirect" of rule 1 for "cart" must name its port once, but "authority" is "b.example.com:8443" and "port" is 9999.',
    'Leave the port out of "authority", or remove "port".',
  ],
  [
    { authority: '[2001:db8::1]:8443', derivePort: 'FROM_REQUEST_PORT' },
    '"redirect" of rule 1 for "cart" must name its port once, but "authority" is "[2001:db8::1]:8443" and "derivePort" is "FROM_REQUEST_PORT".',
    'Leave the port out of "authority", or remove "derivePort".',
  ],
  [
    { port: 80 },
    '"redirect" of rule 1 for "cart" must have an "authority", because Istio leaves out port 80, the default of http, and the port of the request would stay.',
    'Give the host to redirect to, without a port, in "authority".',
  ],
  [
    { port: 443, scheme: 'https' },
    '"redirect" of rule 1 for "cart" must have an "authority", because Istio leaves out port 443, the default of https, and the port of the request would stay.',
    'Give the host to redirect to, without a port, in "authority".',
  ],
])('fails with MC177 for %j', (redirect, what, fix) => {
  expect(issuesOfRule({ redirect })).toEqual([expect.objectContaining({ code: 'MC177', what, fix })]);
});
