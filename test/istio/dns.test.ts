/** @module Tests of lib/istio/dns.ts. */
import { isDnsName, isLabelText } from '../../lib/istio';

test.each(['a', 'v1', '1', 'a-b', 'reviews2'])('%s has the characters of a label', (name) => {
  expect(isLabelText(name)).toBe(true);
});

test.each(['', '-a', 'a-', 'A', 'a.b', 'a_b', 'ä'])('%j has not', (name) => {
  expect(isLabelText(name)).toBe(false);
});

test.each(['localhost', 'gw.example.com', 'gw.example.com.', 'A1.elb.amazonaws.com', '1.example.com'])(
  '%s is a DNS name',
  (name) => {
    expect(isDnsName(name)).toBe(true);
  },
);

test.each(['', '.', 'a..b', '-a.com', '10.0.0.300', 'a b', `${'a'.repeat(64)}.com`, `${'a.'.repeat(127)}com`])(
  '%j is none',
  (name) => {
    expect(isDnsName(name)).toBe(false);
  },
);
