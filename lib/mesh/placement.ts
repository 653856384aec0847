/**
 * Which version of a service runs in which clusters.
 * @module
 */
import type { CallSite, MessageCode } from '../errors';
import type { Cluster } from './cluster';
import { byName, checkLabel, compareNames } from './names';
import { readEntries, readList } from './shape';
import type { MeshState } from './state';

/** The clusters of each version. */
export type Placements<V extends string> = ReadonlyMap<V, readonly Cluster[]>;

type Versions<V extends string> = Readonly<Record<V, readonly Cluster[]>>;

/** Reads the `versions` of a service; reports MC001, MC002, MC005, MC007, MC009 and MC035. */
export function readPlacements<V extends string>(
  state: MeshState,
  service: string,
  versions: Versions<V> | undefined,
  at: CallSite,
): Placements<V> {
  const placements = new Map<V, readonly Cluster[]>();
  const before = state.issues.length;
  const given = versions === undefined ? [] : readEntries(state, versions, `versions of "${service}"`, at);
  for (const [version, value] of [...given].sort(([a], [b]) => compareNames(a, b))) {
    const role = `version "${version}" of "${service}"`;
    state.issues.push(...checkLabel(`version of "${service}"`, version, at));
    const codes = { nowhere: 'MC007', twice: 'MC005' } as const;
    placements.set(version, readPlaces(state, { role, list: `places of ${role}`, ...codes }, value, at));
  }
  if (placements.size === 0 && state.issues.length === before)
    state.report('MC007', { what: `service "${service}" has no version`, got: versions }, at);
  return placements;
}

/** The clusters that run a version, or any version when none is given, in name order. */
export function placesOf(placements: Placements<string>, version?: string): readonly Cluster[] {
  const placed = [...placements].filter(([name]) => version === undefined || name === version);
  return byName(new Set(placed.flatMap(([, clusters]) => clusters)));
}

/** What is placed somewhere: what messages call it and the list of its places, and the codes of what may be wrong with them. */
interface Placed {
  readonly role: string;
  readonly list: string;
  readonly nowhere: MessageCode;
  readonly twice: MessageCode;
}

/** Reads the clusters that run something, each once; reports its codes, MC009 and MC035. */
export function readPlaces(
  state: MeshState,
  { role, list, nowhere, twice }: Placed,
  given: readonly Cluster[],
  at: CallSite,
): readonly Cluster[] {
  const places = readList(state, given, list, at);
  const clusters = places.filter((cluster) => state.ownsCluster(cluster, `a place of ${role}`, at));
  const distinct = new Set(clusters);
  if (places.length === 0) state.report(nowhere, { what: `${role} runs nowhere`, got: given }, at);
  if (distinct.size < clusters.length) {
    state.report(twice, { what: `${role} is placed twice in one cluster`, got: clusters }, at);
  }
  return [...distinct];
}
