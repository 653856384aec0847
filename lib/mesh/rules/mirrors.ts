/**
 * Versions that get copies of requests.
 * @module
 */
import type { Part } from '../../reading';
import type { Cluster } from '../cluster';
import type { KnownClusters, RoutedVersions } from '../known-clusters';
import { readPlace } from './destinations';
import { readPercentage } from './percentage';

/** A version that gets copies of requests. Its responses are dropped. */
export interface HttpMirrorPolicy<V extends string> {
  /** A version of the service (MC008). */
  readonly version: V;
  /**
   * The one cluster that gets the copies: a cluster of the mesh (MC009) that runs the version (MC090).
   * @default - every cluster that runs the version
   */
  readonly cluster?: Cluster;
  /**
   * The share of requests that are copied, in percent: 0, or a number from 0.0001 to 100 (MC051).
   * @default 100
   */
  readonly percentage?: number;
}

/** Reads mirrors. */
export function readMirrors<V extends string>(
  part: Part<readonly HttpMirrorPolicy<V>[]>,
  service: RoutedVersions<V>,
  clusters: KnownClusters,
): readonly HttpMirrorPolicy<V>[] | undefined {
  for (const mirror of part.list('mirrors', 'mirror')) {
    const { percentage, ...place } = mirror.options(['version', 'cluster', 'percentage']);
    readPlace(place, service, clusters);
    if (percentage.isGiven) readPercentage(percentage);
  }
  return part.sound;
}
