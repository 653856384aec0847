/**
 * The range that virtual addresses are taken from.
 * @module
 */
import { createHash } from 'node:crypto';
import { AUTO_ALLOCATED, CLASS_E, contains, parseRange } from '../../istio';

/** A range of IPv4 addresses, as numbers. */
export interface VipPool {
  /** The range in CIDR notation. */
  readonly cidr: string;
  /** The first address that is given. */
  readonly first: number;
  /** How many are given: all of the range but the first and the last. */
  readonly size: number;
}

/** The pool of a range in CIDR notation: in class E, outside of Istio's own, at least a /30; undefined for any other text. */
export function poolOf(cidr: string): VipPool | undefined {
  const range = parseRange(cidr);
  if (range === undefined) return undefined;
  const { first, last } = range;
  const isInside = contains(CLASS_E, first) && contains(CLASS_E, last);
  // of two ranges in CIDR notation that have an address in common, one contains the other
  const isApart = !contains(range, AUTO_ALLOCATED.first) && !contains(AUTO_ALLOCATED, first);
  return isInside && isApart && last - first >= 3 ? { cidr, first: first + 1, size: last - first - 1 } : undefined;
}

/** Whether an address is given by a pool. */
export function isInPool({ first, size }: VipPool, address: number): boolean {
  return address >= first && address < first + size;
}

/**
 * Picks an address for a name that is not taken; undefined when all are. The name decides where the search begins, so that two
 * branches that each add a service hardly ever pick the same.
 */
export function pick({ first, size }: VipPool, name: string, taken: ReadonlySet<number>): number | undefined {
  const start = createHash('sha256').update(name).digest().readUInt32BE() % size;
  for (let step = 0; step < size; step++) {
    const address = first + ((start + step) % size);
    if (!taken.has(address)) return address;
  }
  return undefined;
}
