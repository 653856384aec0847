/**
 * The range that virtual addresses are taken from.
 * @module
 */
import { createHash } from 'node:crypto';
import { isIPv4 } from 'node:net';

/** A range of IPv4 addresses, as numbers. */
export interface VipPool {
  /** The range in CIDR notation. */
  readonly cidr: string;
  /** The first address that is given. */
  readonly first: number;
  /** How many are given: all of the range but the first and the last. */
  readonly size: number;
}

/** The range of class E, which no host has and no network routes. */
const CLASS_E = rangeOf('240.0.0.0/4');

/** What Istio itself takes addresses from. */
const ISTIO = rangeOf('240.240.0.0/16');

/** The pool of a range in CIDR notation: of class E, outside of Istio's own, at least a /30; undefined for any other text. */
export function poolOf(cidr: string): VipPool | undefined {
  const { start, end } = rangeOf(cidr) ?? { start: 0, end: 0 };
  const isInside = CLASS_E !== undefined && start >= CLASS_E.start && end <= CLASS_E.end;
  const isApart = ISTIO !== undefined && (end < ISTIO.start || start > ISTIO.end);
  return isInside && isApart && end - start >= 3 ? { cidr, first: start + 1, size: end - start - 1 } : undefined;
}

/** Whether an address is given by a pool. */
export function isInPool({ first, size }: VipPool, address: number): boolean {
  return address >= first && address < first + size;
}

/**
 * The address of a pool for a name, which is not taken: wherever the name leads, so that two branches that add a service each
 * hardly ever give both the same; undefined when all are taken.
 */
export function pick({ first, size }: VipPool, name: string, taken: ReadonlySet<number>): number | undefined {
  const start = createHash('sha256').update(name).digest().readUInt32BE() % size;
  for (let step = 0; step < size; step++) {
    const address = first + ((start + step) % size);
    if (!taken.has(address)) return address;
  }
  return undefined;
}

/** An IPv4 address as a number; undefined when it is none. */
export function addressOf(text: string): number | undefined {
  if (!isIPv4(text)) return undefined;
  return text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** A number as an IPv4 address. */
export function addressText(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}

function rangeOf(cidr: string): { readonly start: number; readonly end: number } | undefined {
  const [, base = '', prefix = ''] = /^([\d.]+)\/(\d{1,2})$/.exec(cidr) ?? [];
  const start = addressOf(base);
  const length = 2 ** (32 - Number(prefix));
  if (start === undefined || Number(prefix) > 32 || start % length !== 0) return undefined;
  return { start, end: start + length - 1 };
}
