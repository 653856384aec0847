/** @module Tests fault injection. */
import { codesOfRule } from '../../support/rules';

const delay = { percentage: 10, fixedDelay: '5s' };
const abort = { percentage: 0.1, httpStatus: 503 };

test.each([{ delay }, { abort }, { delay, abort }, { abort: { percentage: 0, grpcStatus: 'NOT_FOUND' } }])(
  'a fault can be %j',
  (fault) => {
    expect(codesOfRule({ fault })).toEqual([]);
  },
);

test.each([
  ['MC050', {}],
  ['MC050', { abort: { percentage: 1 } }],
  ['MC050', { abort: { ...abort, grpcStatus: 'OK' } }],
  ['MC050', { abort: { percentage: 1, httpStatus: 199 } }],
  ['MC050', { abort: { percentage: 1, httpStatus: 600 } }],
  ['MC050', { abort: { percentage: 1, grpcStatus: 'not_found' } }],
  ['MC044', { delay: { percentage: 1 } }],
  ['MC044', { delay: { percentage: 1, fixedDelay: '0s' } }],
  ['MC051', { delay: { fixedDelay: '1s' } }],
  ['MC051', { delay: { ...delay, percentage: 101 } }],
  ['MC051', { delay: { ...delay, percentage: -1 } }],
  ['MC051', { delay: { ...delay, percentage: 0.00001 } }],
  ['MC051', { abort: { ...abort, percentage: NaN } }],
  ['MC051', { abort: { ...abort, percentage: '10' } }],
  ['MC035', { delay: '5s' }],
  ['MC035', { abort: { ...abort, http2Error: 'a' } }],
])('fails with %s for %j', (code, fault) => {
  expect(codesOfRule({ fault })).toContain(code);
});
