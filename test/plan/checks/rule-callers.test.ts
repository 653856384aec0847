/** @module Tests which callers a rule may be for. */
import { SniAddressing, StringMatch } from '../../../lib';
import { issuesOf } from '../../support/issues';
import { threeClusters } from '../../support/meshes';

const jason = { headers: { 'end-user': StringMatch.exact('jason') } };
const v1 = [{ version: 'v1' }] as const;

test('fails with MC009 or MC042 for callers in a cluster of another mesh, in no cluster, or where nothing calls', () => {
  const { mesh, c, cart } = threeClusters();
  cart.addRoute([
    { from: [threeClusters().a], to: v1 },
    { from: [], match: [jason], to: v1 },
    { from: [c], to: v1 },
    { to: v1 },
  ]);
  expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, what, got }) => [code, what, got])).toEqual([
    ['MC009', '"from[0]" of rule 1 for "cart" must be a cluster of mesh "shop", but is Cluster "a".', 'Cluster "a"'],
    ['MC042', '"from" of rule 2 for "cart" must have at least one cluster, but is [].', '[]'],
    ['MC042', 'Rule 3 for "cart" is for callers in "c", where nothing calls "cart".', 'Cluster "c"'],
  ]);
});
