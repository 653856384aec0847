/**
 * Names of subsets. They are parts of server names and of the names of objects, so they are DNS labels. Versions need not be.
 * @module
 */
import { createHash } from 'node:crypto';
import { isLabelValue, MAX_LABEL } from '../istio';
import type { Cluster } from '../mesh';

/** The length of what makes a cut name unique. */
const HASH_LENGTH = 8;

/**
 * The name of the subset of a version, or of a version in one cluster: `1-0-6` for `1.0.6`, and `1-0-6-west` for the same
 * version in `west`. Letters become lower case, and other characters than letters and digits become "-". A name that would be
 * too long ends with a hash of all of it.
 */
export function subsetOf(version: string, cluster?: Cluster): string {
  const label = version.toLowerCase().replace(/[^a-z0-9]/g, '-');
  const name = cluster === undefined ? label : `${label}-${cluster.name}`;
  if (name.length <= MAX_LABEL) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, HASH_LENGTH);
  return `${name.slice(0, MAX_LABEL - HASH_LENGTH - 1).replace(/-+$/, '')}-${hash}`;
}

/** Versions whose subsets would have the same name, each with the version that has it already. */
export function clashingVersions(versions: readonly string[]): readonly (readonly [string, string])[] {
  // other faults of a version are reported already
  const sound = versions.filter(isLabelValue);
  const subsets = sound.map((version) => subsetOf(version));
  return sound.flatMap((version) => {
    const first = sound[subsets.indexOf(subsetOf(version))];
    return first === undefined || first === version ? [] : [[first, version] as const];
  });
}
