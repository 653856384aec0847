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
    // @ts-expect-error at least one cluster
    { from: [], match: [jason], to: v1 },
    { from: [c], to: v1 },
    { to: v1 },
  ]);
  expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, what, got }) => [code, what, got])).toEqual([
    ['MC009', '"from" of rule 1 of route of "cart" is no cluster of mesh "shop"', 'Cluster "a"'],
    ['MC042', 'rule 2 of route of "cart" is for callers of no cluster', '[]'],
    ['MC042', 'Rule 3 for "cart" is for callers in "c", where nothing calls it.', 'Cluster "c"'],
  ]);
});
