/** @module Tests which rules can never match. */
import { SniAddressing, StringMatch } from '../../../lib';
import { codesOf, issuesOf } from '../../support/issues';
import { threeClusters } from '../../support/meshes';
import { issuesOfRules } from '../../support/rules';

const jason = { headers: { 'end-user': StringMatch.exact('jason') } };
const v1 = [{ version: 'v1' }] as const;
const v2 = [{ version: 'v2' }] as const;
const v3 = [{ version: 'v3' }] as const;

test('fails with MC016 or MC041 for a rule that is hidden in each cluster with its callers', () => {
  const { mesh, a, b, cart } = threeClusters();
  const get = { method: StringMatch.exact('GET') };
  cart.addRoute([
    { from: [a], to: v1 },
    { from: [b], match: [get], to: v2 },
    { from: [b], match: [{ ...get, ...jason }], to: v3 },
    { from: [b], to: v2 },
    { match: [jason], to: v3 },
    { from: [a], to: v1 },
  ]);
  expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, what }) => [code, what])).toEqual([
    ['MC041', 'Rule 3 for "cart" can never match: match 1 of rule 2 holds whenever it does.'],
    ['MC016', 'Rule 5 for "cart" comes after the default rule: rule 1 has no "match".'],
    ['MC016', 'Rule 6 for "cart" comes after the default rule: rule 1 has no "match".'],
  ]);
});

test.each([StringMatch.prefix('/'), StringMatch.regex('.*')])('a rule that matches every path is a default', (uri) => {
  expect(issuesOfRules([{ match: [{ uri }], to: v1 }])).toEqual([]);
  expect(issuesOfRules([{ match: [{ uri, port: 8080 }], to: v1 }, { to: v2 }])).toEqual([
    expect.objectContaining({
      code: 'MC016',
      what: expect.stringMatching(/: match 1 of rule 1 holds for every request\.$/),
    }),
  ]);
});

test('fails with MC041 for a rule that can never match, and names the rule that hides it', () => {
  const post = { method: StringMatch.exact('POST') };
  const longer = { uri: StringMatch.prefix('/a/b') };
  const rules = [
    { name: 'beta', match: [jason, { uri: StringMatch.prefix('/a') }], to: v1 },
    { match: [post, longer, post], to: v1 },
    { match: [longer, { ...jason, ...post }], to: v1 },
    { to: v1 },
  ];
  expect(issuesOfRules(rules).map(({ code, what }) => [code, what])).toEqual([
    ['MC041', 'Match 2 of rule 2 for "cart" can never match: match 2 of rule 1 ("beta") holds whenever it does.'],
    ['MC041', 'Match 3 of rule 2 for "cart" can never match: match 1 of rule 2 holds whenever it does.'],
    ['MC041', 'Rule 3 for "cart" can never match: match 2 of rule 1 ("beta") holds whenever it does.'],
  ]);
});

test('a rule that is hidden in only one cluster is valid', () => {
  const { mesh, a, cart } = threeClusters();
  cart.addRoute([{ from: [a], match: [jason], to: v3 }, { match: [jason], to: v2 }, { to: v1 }]);
  expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual([]);
});
