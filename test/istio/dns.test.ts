/** @module Tests which texts are DNS labels and DNS names. */
import { isDnsName, isLabelText } from '../../lib/istio';

test.each(['a', 'v1', '1', 'a-b', 'reviews2'])('%s has only characters of a DNS label', (name) => {
  expect(isLabelText(name)).toBe(true);
});

test.each(['', '-a', 'a-', 'A', 'a.b', 'a_b', 'ä'])('%j has characters that a DNS label cannot have', (name) => {
  expect(isLabelText(name)).toBe(false);
});

test.each(['localhost', 'gw.example.com', 'gw.example.com.', 'A1.elb.amazonaws.com', '1.example.com'])(
  '%s is a DNS name',
  (name) => {
    expect(isDnsName(name)).toBe(true);
  },
);

test.each(['', '.', 'a..b', '-a.com', '10.0.0.300', 'a b', `${'a'.repeat(64)}.com`, `${'a.'.repeat(127)}com`])(
  '%j is not a DNS name',
  (name) => {
    expect(isDnsName(name)).toBe(false);
  },
);
