/** @module Regular expressions that users write. */
import { StringMatch } from '../../../lib';
import { issuesOfRule } from '../../support/rules';

const issues = (regex: string): readonly string[] =>
  issuesOfRule({ match: [{ headers: { a: StringMatch.regex(regex) } }] }).map(({ code, what }) => `${code} ${what}`);

// Istio checks expressions with Go's regexp package, which accepts all of these
test.each(['.*', '(?i)^aaa$', '\\d+$', '(?P<n>a)', '\\pL', '\\Q.\\E', '[[:word:]]', '\\x{10FFFF}', 'a'.repeat(1024)])(
  '%s is one',
  (regex) => {
    expect(issues(regex)).toEqual([]);
  },
);

// Go's regexp package rejects all of these
test.each([
  ['', 'is empty'],
  ['a'.repeat(1025), 'has 1025 bytes'],
  ['ä'.repeat(513), 'has 1026 bytes'],
  ['a(?=b)', 'unsupported Perl syntax'],
  ['(?<=a)b', 'invalid named capture'],
  ['(a)\\1', 'invalid escape sequence'],
  ['*', 'missing argument to repetition operator'],
  ['a**', 'invalid nested repetition operator'],
  ['a{1001}', 'invalid repeat count'],
  ['[', 'missing closing ]'],
  ['\\u0041', 'invalid escape sequence'],
])('fails with MC043 for %j', (regex, why) => {
  expect(issues(regex)).toEqual([expect.stringMatching(/^MC043 /)]);
  expect(issues(regex).join()).toContain(why);
});
