/**
 * Which version of a service runs in which clusters.
 * @module
 */
import type { CallSite } from '../errors';
import type { Cluster } from './cluster';
import { byName, checkLabel, compareNames } from './names';
import type { MeshState } from './state';

/** The clusters of each version, in name order. */
export type Placements<V extends string> = ReadonlyMap<V, readonly Cluster[]>;

/** Reads the `versions` of a service; reports MC001, MC002, MC005, MC007 and MC009. */
export function readPlacements<V extends string>(
  state: MeshState,
  service: string,
  versions: Readonly<Record<V, readonly Cluster[]>>,
  at: CallSite,
): Placements<V> {
  const placements = new Map<V, readonly Cluster[]>();
  for (const version of versionsOf(versions)) {
    const role = `version "${version}" of "${service}"`;
    state.issues.push(...checkLabel(`version of "${service}"`, version, at));
    const given: unknown = versions[version];
    const clusters = (Array.isArray(given) ? versions[version] : []).filter((cluster) =>
      state.ownsCluster(cluster, `a place of ${role}`, at),
    );
    const distinct = new Set(clusters);
    if (distinct.size < clusters.length) {
      state.report('MC005', { what: `${role} is placed twice in one cluster`, got: clusters }, at);
    }
    if (!Array.isArray(given) || given.length === 0) {
      state.report('MC007', { what: `${role} runs nowhere`, got: given }, at);
    }
    placements.set(version, byName(distinct));
  }
  if (placements.size === 0) state.report('MC007', { what: `service "${service}" has no version`, got: versions }, at);
  return placements;
}

function versionsOf<V extends string>(versions: Readonly<Record<V, unknown>>): readonly V[] {
  const isVersion = (key: string): key is V => Object.hasOwn(versions, key);
  return Object.keys(versions).filter(isVersion).sort(compareNames);
}
