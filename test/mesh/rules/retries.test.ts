/** @module Tests retries. */
import { RETRY_ON } from '../../../lib/mesh/rules/retry-conditions';
import { codesOfRule, issuesOfRule } from '../../support/rules';

const retries = { attempts: 3, perTryTimeout: '1s', retryOn: 'safe' };

test.each([
  retries,
  { ...retries, retryOn: 'idempotent', retryRemoteLocalities: true },
  { ...retries, retryOn: ['5xx', 'retriable-4xx', 429] },
  { ...retries, retryIgnorePreviousHosts: false, backoff: '100ms' },
  { attempts: 0 },
])('retries can be %j', (given) => {
  expect(codesOfRule({ retries: given })).toEqual([]);
});

test.each([
  { ...retries, attempts: -1 },
  { ...retries, attempts: 1.5 },
  { ...retries, attempts: '3' },
  { perTryTimeout: '1s', retryOn: 'safe' },
  { attempts: 3, retryOn: 'safe' },
  { attempts: 3, perTryTimeout: '1s' },
  { ...retries, retryOn: 'always' },
  { ...retries, retryOn: 'toString' },
  { ...retries, retryOn: [] },
  { ...retries, retryOn: ['5xx', 'timeout'] },
  { ...retries, retryOn: Array(1) },
  { ...retries, retryOn: [599] },
  { ...retries, retryOn: ['503'] },
  { ...retries, retryRemoteLocalities: 'yes' },
  { ...retries, retryIgnorePreviousHosts: 1 },
  { ...retries, attempts: 0 },
])('fails with MC052 for %j', (given) => {
  expect(codesOfRule({ retries: given })).toEqual(['MC052']);
});

test.each([{ perTryTimeout: '1' }, { backoff: '0s' }])('fails with MC044 for the bad duration in %j', (time) => {
  expect(codesOfRule({ retries: { ...retries, ...time } })).toEqual(['MC044']);
});

test('fails with MC052 for a perTryTimeout that is not below the timeout, because Envoy ignores it', () => {
  expect(codesOfRule({ retries, timeout: '1.001s' })).toEqual([]);
  expect(issuesOfRule({ retries, timeout: '1000ms' })).toEqual([
    expect.objectContaining({
      code: 'MC052',
      what: '"retries.perTryTimeout" of rule 1 for "cart" must be shorter than the "timeout" of the rule, 1000ms, but is "1s".',
    }),
  ]);
});

test.each([
  ['sefe', 'Did you mean "safe"?'],
  ['5xx', 'Put it into [ ].'],
  [['reseet'], 'Did you mean "reset"?'],
  [['503'], 'Write 503 as a number.'],
])('says what to write for retryOn: %j', (retryOn, fix) => {
  expect(issuesOfRule({ retries: { ...retries, retryOn } })).toEqual([
    expect.objectContaining({ code: 'MC052', fix: expect.stringContaining(fix) }),
  ]);
});

test('safe includes only failures before a server has seen the request', () => {
  expect(RETRY_ON.safe).toEqual(['connect-failure', 'refused-stream', 'reset-before-request']);
});
