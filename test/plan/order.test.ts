/** @module Tests that the order in which a mesh is described does not change its manifests. */
import * as fc from 'fast-check';
import { bookinfoContainer, ClusterApp, ClusterChart } from '../../lib';
import { type MeshData, meshData } from '../support/mesh/data';
import { describeMesh, planned } from '../support/mesh/describe';
import { type MeshOrder, meshOrder, NATURAL_ORDER } from '../support/mesh/order';

function manifests(data: MeshData, order: MeshOrder): readonly string[] {
  return planned(describeMesh(data, order)).clusters.map((plan) => {
    const app = new ClusterApp({ name: 'shop', plan, outdir: 'unused' });
    new ClusterChart(app, 'shop', { container: bookinfoContainer });
    return app.synthYaml();
  });
}

test('the same description gives byte-identical manifests in any order', () => {
  fc.assert(
    fc.property(meshData, meshOrder, (data, order) => {
      expect(manifests(data, order)).toEqual(manifests(data, NATURAL_ORDER));
    }),
    { numRuns: 40 },
  );
});
