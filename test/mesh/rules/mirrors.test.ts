/** @module Tests mirrors. */
import { codesOfRule, issuesOfRule } from '../../support/rules';

test('mirrors can get a percentage of the requests, or all of them', () => {
  expect(codesOfRule({ mirrors: [{ version: 'v2' }, { version: 'v1', percentage: 0.5 }] })).toEqual([]);
  expect(codesOfRule({ mirrors: [] })).toEqual([]);
});

test.each([
  ['MC008', [{ version: 'v9' }]],
  ['MC008', [{}]],
  ['MC051', [{ version: 'v2', percentage: 101 }]],
  ['MC051', [{ version: 'v2', percentage: '1' }]],
  ['MC035', { version: 'v2' }],
  ['MC035', ['v2']],
  ['MC035', [{ version: 'v2', weight: 1 }]],
])('fails with %s for %j', (code, mirrors) => {
  expect(codesOfRule({ mirrors })).toContain(code);
});

test('an unknown version gets a suggestion', () => {
  expect(issuesOfRule({ mirrors: [{ version: 'v22' }] })).toEqual([
    expect.objectContaining({
      what: '"version" of mirror 1 of rule 1 for "cart" must be "v1" or "v2", but is "v22".',
      fix: expect.stringContaining('Did you mean "v2"?'),
    }),
  ]);
});
