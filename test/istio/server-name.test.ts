/** @module Server names, made and read. */
import * as fc from 'fast-check';
import { parseServerName, serverName } from '../../lib/istio';

const host = 'reviews.default.svc.cluster.local';

test('a server name holds port, subset and host', () => {
  expect(serverName({ port: 9080, subset: 'v2', host })).toBe('outbound_.9080_.v2_.reviews.default.svc.cluster.local');
  expect(parseServerName('outbound_.9080_.v2_.reviews.default.svc.cluster.local')).toEqual({
    port: 9080,
    subset: 'v2',
    host,
  });
});

test('the default subset is empty', () => {
  expect(serverName({ port: 9080, host })).toBe('outbound_.9080_._.reviews.default.svc.cluster.local');
  expect(parseServerName('outbound_.9080_._.reviews.default.svc.cluster.local')).toEqual({ port: 9080, host });
});

test.each([
  '',
  host,
  'outbound_.9080_.v2_.',
  'outbound_._.v2_.reviews.default',
  'outbound_.http_.v2_.reviews.default',
  'outbound_.09080_.v2_.reviews.default',
  'inbound_.9080_.v2_.reviews.default',
  'outbound|9080|v2|reviews.default',
  'x.outbound_.9080_.v2_.reviews.default',
])('%j is not a server name', (text) => {
  expect(parseServerName(text)).toBeUndefined();
});

test('what is made is read as what it was made of', () => {
  const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,8}[a-z0-9])?$/);
  const target = fc.record(
    {
      port: fc.integer({ min: 1, max: 65535 }),
      subset: label,
      host: fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.')),
    },
    { requiredKeys: ['port', 'host'] },
  );
  fc.assert(
    fc.property(target, (given) => {
      expect(parseServerName(serverName(given))).toEqual(given);
    }),
  );
});
