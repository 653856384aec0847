/** @module Tests direct responses. */
import { codesOfRule } from '../../support/rules';

const bytes = Buffer.alloc(1024 * 1024).toString('base64');

test.each([
  { status: 200 },
  { status: 599, body: { string: '' } },
  { status: 503, body: { bytes: 'dW5rbm93bg==' } },
  { status: 200, body: { bytes } },
])('direct response %# is valid', (directResponse) => {
  expect(codesOfRule({ directResponse })).toEqual([]);
});

test.each([
  [{}],
  [{ status: 199 }],
  [{ status: 600 }],
  [{ status: 200.5 }],
  [{ status: '200' }],
  [{ status: 200, body: {} }],
  [{ status: 200, body: { string: 'a', bytes: 'YQ==' } }],
  [{ status: 200, body: { string: 5 } }],
  [{ status: 200, body: { bytes: 'a' } }],
  [{ status: 200, body: { string: 'ä'.repeat(524_289) } }],
  [{ status: 200, body: { bytes: Buffer.alloc(1024 * 1024 + 1).toString('base64') } }],
])('fails with MC049 for wrong direct response %#', (directResponse) => {
  expect(codesOfRule({ directResponse })).toEqual(['MC049']);
});
