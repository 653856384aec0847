/** @module Tests promises that hold on any mesh of up to 6 clusters, 30 services and 4 versions, under two schemes. */
import * as fc from 'fast-check';
import { EndpointDiscovery } from '../../lib';
import type { Clusters } from '../support/clusters';
import { discoverableMeshData, meshData } from '../support/mesh/data';
import { describeMesh } from '../support/mesh/describe';
import { ownedTwice } from '../support/promises/owners';
import { unresolved } from '../support/promises/references';
import { unknownServerNames } from '../support/promises/server-names';
import { badWeights } from '../support/promises/weights';
import { synthesize } from '../support/synthesize';

const discovered = ['Deployment', 'DestinationRule', 'Gateway', 'Service', 'VirtualService'] as const;
const schemes = [
  ['SniAddressing', meshData, () => undefined, [...discovered, 'ServiceEntry', 'WorkloadEntry']],
  ['EndpointDiscovery', discoverableMeshData, () => new EndpointDiscovery(), discovered],
] as const;

test('the meshes have 1 to 6 clusters, 1 to 30 services and 1 to 4 versions, and some have the most of each', () => {
  const sizes = fc.sample(meshData, { numRuns: 300, seed: 1 }).map(({ clusters, services }) => ({
    clusters: clusters.length,
    services: services.length,
    versions: Math.max(...services.map(({ versions }) => versions.length)),
  }));
  for (const [kind, max] of [['clusters', 6] as const, ['services', 30] as const, ['versions', 4] as const]) {
    const counts = sizes.map((size) => size[kind]);
    expect([Math.min(...counts), Math.max(...counts)]).toEqual([1, max]);
  }
  expect(sizes).toContainEqual({ clusters: 6, services: 30, versions: 4 });
});

describe.each(schemes)('under %s', (_, meshes, scheme, kinds) => {
  /** Expects that the manifests of any mesh keep a promise. `broken` lists what breaks it. */
  function expectKept(broken: (clusters: Clusters) => readonly string[]): void {
    const written = new Set<string>();
    fc.assert(
      fc.property(meshes, (data) => {
        const clusters = synthesize(describeMesh(data), scheme());
        for (const { kind } of [...clusters.manifests.values()].flat()) written.add(kind);
        expect(broken(clusters)).toEqual([]);
      }),
      { numRuns: 75 },
    );
    expect([...written]).toEqual(expect.arrayContaining([...kinds]));
  }

  test('every reference resolves, within its cluster or across clusters', () => {
    expectKept(unresolved);
  });

  test('every list of weights sums to 100', () => {
    expectKept(badWeights);
  });

  test('no host is owned twice', () => {
    expectKept(ownedTwice);
  });

  test('every server name has its subset and its gateway host in the other cluster', () => {
    expectKept(unknownServerNames);
  });
});
