/**
 * The range from which virtual addresses are taken.
 * @module
 */
import { createHash } from 'node:crypto';
import { AUTO_ALLOCATED, CLASS_E, contains, parseRange } from '../../istio';

/** A range of IPv4 addresses, as numbers. */
export interface VipPool {
  /** The range in CIDR notation. */
  readonly cidr: string;
  /** The first address that can be assigned. */
  readonly first: number;
  /** The number of addresses that can be assigned: all addresses of the range except the first and the last. */
  readonly size: number;
}

/** The pool for a range in CIDR notation. Undefined unless it is at least /30, inside class E and outside Istio's own range. */
export function poolOf(cidr: string): VipPool | undefined {
  const range = parseRange(cidr);
  if (range === undefined) return undefined;
  const { first, last } = range;
  const isInside = contains(CLASS_E, first) && contains(CLASS_E, last);
  // two CIDR ranges overlap only if one contains the other
  const isApart = !contains(range, AUTO_ALLOCATED.first) && !contains(AUTO_ALLOCATED, first);
  return isInside && isApart && last - first >= 3 ? { cidr, first: first + 1, size: last - first - 1 } : undefined;
}

/** Whether a pool can assign an address. */
export function isInPool({ first, size }: VipPool, address: number): boolean {
  return address >= first && address < first + size;
}

/**
 * Picks a free address for a name; undefined if all are taken. The search starts at a place that depends on the name, so that
 * two branches that each add a service rarely pick the same address.
 */
export function pick({ first, size }: VipPool, name: string, taken: ReadonlySet<number>): number | undefined {
  const start = createHash('sha256').update(name).digest().readUInt32BE() % size;
  for (let step = 0; step < size; step++) {
    const address = first + ((start + step) % size);
    if (!taken.has(address)) return address;
  }
  return undefined;
}
