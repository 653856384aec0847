/**
 * Which clusters and versions a rule may name.
 * @module
 */
import { listText } from '../errors';
import type { Part } from '../reading';
import type { Cluster } from './cluster';
import { MESH } from './messages';

/** Knows the clusters of a mesh. */
export interface KnownClusters {
  /** Reads a cluster of the mesh (MC009). */
  readCluster(part: Part<Cluster>): Cluster | undefined;
}

/** A service as its rules and its calls see it. */
export interface RoutedVersions<V extends string> {
  readonly name: string;
  readonly versions: readonly V[];
  clustersOf(version?: string): readonly Cluster[];
}

/** Reads a version of a service (MC008). A service without versions is wrong itself, and that is said already. */
export function readVersion<V extends string>(part: Part<V>, { name, versions }: RoutedVersions<V>): V | undefined {
  if (versions.length === 0) return undefined;
  const fix = `The versions of "${name}" are ${listText(versions)}. Add it to them, or name one of them.`;
  return part.oneOf(MESH.MC008, versions, { fix });
}
