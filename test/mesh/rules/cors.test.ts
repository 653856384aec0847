/** @module Tests CORS policies. */
import { StringMatch } from '../../../lib';
import { codesOfRule } from '../../support/rules';

test.each([
  {
    allowOrigins: [StringMatch.exact('https://a.example'), StringMatch.prefix('https://'), StringMatch.regex('.*')],
    allowMethods: ['GET', 'OPTIONS'],
    allowHeaders: ['X-A', '*'],
    exposeHeaders: ['*'],
    maxAge: '1.5m',
    allowCredentials: false,
    unmatchedPreflights: 'IGNORE',
  },
  { allowMethods: ['*'] },
])('a CORS policy can be %j', (corsPolicy) => {
  expect(codesOfRule({ corsPolicy })).toEqual([]);
  expect(codesOfRule({ corsPolicy, redirect: { uri: '/b' } })).toEqual([]);
});

test.each([
  ['MC053', { allowOrigins: ['https://a.example'] }],
  ['MC053', { allowOrigins: [StringMatch.exact('')] }],
  ['MC053', { allowOrigins: [StringMatch.present()] }],
  ['MC043', { allowOrigins: [StringMatch.regex('*')] }],
  ['MC053', { allowMethods: ['get'] }],
  ['MC053', { allowHeaders: ['a b'] }],
  ['MC053', { exposeHeaders: [''] }],
  ['MC053', { maxAge: '1.5s' }],
  ['MC044', { maxAge: '1' }],
  ['MC053', { allowCredentials: 'yes' }],
  ['MC053', { unmatchedPreflights: 'DROP' }],
  ['MC035', { allowMethods: 'GET' }],
  ['MC035', { allowOrigin: ['*'] }],
  ['MC053', {}],
  ['MC053', { allowOrigins: undefined }],
  ['MC053', { allowOrigins: [], allowMethods: ['GET'] }],
  ['MC053', { allowHeaders: [] }],
])('fails with %s for %j', (code, corsPolicy) => {
  expect(codesOfRule({ corsPolicy })).toEqual([code]);
});
