/**
 * Checks the weights of destinations, from manifests alone.
 * @module
 */
import { type Clusters, objects } from '../clusters';

/** Lists rules whose weights are not whole percentages that sum to 100. A single destination has no weight. */
export function badWeights(clusters: Clusters): readonly string[] {
  return [...clusters.manifests.keys()].flatMap((cluster) =>
    objects(clusters, cluster, 'VirtualService').flatMap(({ metadata, spec: { http = [], tls = [], tcp = [] } }) =>
      [...http, ...tls, ...tcp]
        .map(({ route = [] }) => route.map(({ weight }) => weight))
        .filter((weights) => !isWhole(weights))
        .map((weights) => `${cluster}: ${metadata.name} has ${weights.join(' + ')}`),
    ),
  );
}

function isWhole(weights: readonly (number | undefined)[]): boolean {
  if (weights.length < 2) return weights.every((weight) => weight === undefined);
  const given = weights.filter((weight) => weight !== undefined && Number.isInteger(weight) && weight >= 0);
  return given.length === weights.length && given.reduce<number>((sum, weight) => sum + (weight ?? 0), 0) === 100;
}
