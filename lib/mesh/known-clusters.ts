/**
 * The clusters and versions that a rule may name.
 * @module
 */
import type { Part } from '../reading';
import type { Cluster } from './cluster';
import { MESH } from './messages';

/** Knows the clusters of a mesh. */
export interface KnownClusters {
  /** Reads a cluster of the mesh (MC009). */
  readCluster(part: Part<Cluster>): Cluster | undefined;
}

/** The part of a service that its rules and its calls need. */
export interface RoutedVersions<V extends string> {
  readonly name: string;
  readonly versions: readonly V[];
  clustersOf(version?: string): readonly Cluster[];
}

/** Reads a version of a service (MC008). Reports nothing if the service has no versions, which is already reported. */
export function readVersion<V extends string>(part: Part<V>, { name, versions }: RoutedVersions<V>): V | undefined {
  if (versions.length === 0) return undefined;
  const fix = `Name one of these versions, or add the missing one to "${name}".`;
  return part.oneOf(MESH.MC008, versions, { fix });
}
