/** @module Tests that callers have a default rule. */
import { SniAddressing, StringMatch } from '../../../lib';
import { issuesOf } from '../../support/issues';
import { threeClusters } from '../../support/meshes';

const jason = { headers: { 'end-user': StringMatch.exact('jason') } };
const v1 = [{ version: 'v1' }] as const;

test('fails with MC015 for callers without a default rule', () => {
  const { mesh, a, cart } = threeClusters();
  cart.addRoute([
    { match: [jason], to: v1 },
    { from: [a], to: v1 },
  ]);
  expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, what }) => [code, what])).toEqual([
    ['MC015', 'The route of "cart" must have a default rule for callers in "b", but has none.'],
  ]);
});
