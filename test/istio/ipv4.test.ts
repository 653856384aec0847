/** @module IPv4 addresses and ranges of them. */
import * as fc from 'fast-check';
import { AUTO_ALLOCATED, CLASS_E, contains, ipv4Text, parseIpv4, parseRange } from '../../lib/istio';

test('the named ranges have the addresses of their notation', () => {
  expect(CLASS_E).toEqual(parseRange('240.0.0.0/4'));
  expect(AUTO_ALLOCATED).toEqual(parseRange('240.240.0.0/16'));
});

test('a range contains its first and its last address, and none before or behind', () => {
  const addresses = ['240.239.255.255', '240.240.0.0', '240.240.255.255', '240.241.0.0'].map(parseIpv4);
  expect(addresses.map((address) => contains(AUTO_ALLOCATED, address ?? NaN))).toEqual([false, true, true, false]);
});

test.each([
  ['10.0.0.0/8', '10.0.0.0', '10.255.255.255'],
  ['10.1.2.3/32', '10.1.2.3', '10.1.2.3'],
  ['0.0.0.0/0', '0.0.0.0', '255.255.255.255'],
])('%s goes from %s to %s', (cidr, first, last) => {
  expect(parseRange(cidr)).toEqual({ first: parseIpv4(first), last: parseIpv4(last) });
});

test.each(['', '10.0.0.0', '10.0.0.1/8', '10.0.0.0/33', '10.0.0/8', '256.0.0.0/8', '::/0', '10.0.0.0/8 '])(
  '%j is not a range',
  (cidr) => {
    expect(parseRange(cidr)).toBeUndefined();
  },
);

test.each(['', '1.2.3', '1.2.3.256', '01.2.3.4', '::1', 'a.b.c.d'])('%j is not an address', (text) => {
  expect(parseIpv4(text)).toBeUndefined();
});

test('an address that is written is read as the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (address) => {
      expect(parseIpv4(ipv4Text(address))).toBe(address);
    }),
  );
});
