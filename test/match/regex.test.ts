/** @module Regular expressions of RE2. */
import { matchesWhole, regexFault } from '../../lib/match';

// each accepted by the regexp package of Go, by which Istio checks them
test.each(['.*', '(?i)^aaa$', '\\d+$', '(?P<n>a)', '\\pL', '\\Q.\\E', '[[:word:]]', '\\x{10FFFF}', 'a'.repeat(1024)])(
  '%s has no fault',
  (regex) => {
    expect(regexFault(regex)).toBeUndefined();
  },
);

// each rejected by it
test.each([
  ['', 'is empty'],
  [undefined, 'is empty'],
  ['ä'.repeat(513), 'has 1026 bytes'],
  ['a(?=b)', 'unsupported Perl syntax'],
  ['(a)\\1', 'invalid escape sequence'],
  ['*', 'missing argument to repetition operator'],
])('%j has one', (regex, fault) => {
  expect(regexFault(regex)).toContain(fault);
});

test('an expression matches the whole of a text, by every alternative of it', () => {
  expect(['a', 'b', 'ab', 'ba', ''].map((text) => matchesWhole('a|b', text))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
