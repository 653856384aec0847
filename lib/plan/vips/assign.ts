/**
 * Assigns virtual addresses to services, and keeps the addresses that they already have.
 * @module
 */
import { pick, type VipPool } from './pool';
import type { VipEntries, VipEntry } from './text';

/** The new state of a ledger. */
export interface Assignment {
  readonly entries: VipEntries;
  /** The services for which no address was left. */
  readonly left: readonly string[];
}

/**
 * Gives an address to each service that has none, and frees addresses that are no longer needed. A freed address stays reserved
 * for its service for `reuseAfter` generations. A generation passes whenever addresses are freed.
 */
export function assign(given: VipEntries, needed: ReadonlySet<string>, pool: VipPool, reuseAfter: number): Assignment {
  const before = Math.max(0, ...[...given.values()].map(({ freed = 0 }) => freed));
  const isFreeing = [...given].some(([key, { freed }]) => freed === undefined && !needed.has(key));
  const generation = isFreeing ? before + 1 : before;
  const entries = new Map<string, VipEntry>();
  for (const [key, { address, freed = generation }] of given) {
    if (needed.has(key)) entries.set(key, { address, freed: undefined });
    else if (generation - freed < reuseAfter) entries.set(key, { address, freed });
  }
  const taken = new Set([...entries.values()].map(({ address }) => address));
  const left: string[] = [];
  for (const key of needed) {
    if (entries.has(key)) continue;
    const address = pick(pool, key, taken);
    if (address === undefined) left.push(key);
    else {
      entries.set(key, { address, freed: undefined });
      taken.add(address);
    }
  }
  return { entries, left };
}
