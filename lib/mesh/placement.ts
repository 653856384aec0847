/**
 * The clusters that run each version of a service.
 * @module
 */
import type { Message } from '../errors';
import type { Part } from '../reading';
import type { Cluster } from './cluster';
import type { KnownClusters } from './known-clusters';
import { MESH } from './messages';
import { byName, compareNames, readVersionName } from './names';

/** The clusters of each version. */
export type Placements<V extends string> = ReadonlyMap<V, readonly Cluster[]>;

/** Reads the `versions` of a service. */
export function readPlacements<V extends string>(
  part: Part<Readonly<Partial<Record<V, readonly Cluster[]>>>>,
  service: string,
  clusters: KnownClusters,
): Placements<V> {
  part.notEmpty(MESH.MC007, 'at least one version', { fix: 'Give it a version, such as v1: [cluster].' });
  if (!part.isSound) return new Map();
  const given = part.entries<V, readonly Cluster[]>();
  const codes = { nowhere: MESH.MC007, twice: MESH.MC005 };
  return new Map(
    [...given]
      .sort(([a], [b]) => compareNames(a, b))
      .map(([version, places]) => {
        readVersionName(part.of(`the name of a version of service "${service}"`, version));
        return [version, readPlaces(places, clusters, codes)];
      }),
  );
}

/** The clusters that run a version, or any version when none is given, in name order. */
export function placesOf(placements: Placements<string>, version?: string): readonly Cluster[] {
  const placed = [...placements].filter(([name]) => version === undefined || name === version);
  return byName(new Set(placed.flatMap(([, clusters]) => clusters)));
}

/**
 * Reads the clusters that run something, at least one, each once. Answers no clusters if the list has a fault, so that nothing
 * is planned for the wrong clusters.
 */
export function readPlaces(
  part: Part<readonly Cluster[]>,
  clusters: KnownClusters,
  { nowhere, twice }: { readonly nowhere: Message; readonly twice: Message },
): readonly Cluster[] {
  part.notEmpty(nowhere, 'at least one cluster');
  const places = part.isSound ? part.list('clusters').flatMap((each) => clusters.readCluster(each) ?? []) : [];
  const repeated = new Set(places.filter((cluster, index) => places.indexOf(cluster) < index));
  for (const { name } of repeated)
    part.report(twice, `${part.title} must list each cluster once, but lists "${name}" twice.`, { got: name });
  return part.isSound ? places : [];
}
