/**
 * IPv4 addresses as numbers, and ranges of them.
 * @module
 */
import { isIPv4 } from 'node:net';

/** The addresses from one to another, both included. */
export interface Ipv4Range {
  readonly first: number;
  readonly last: number;
}

/** 240.0.0.0/4, class E: addresses that no host has and no network routes. */
export const CLASS_E: Ipv4Range = { first: 0xf0_00_00_00, last: 0xff_ff_ff_ff };

/** 240.240.0.0/16, from which Istio allocates addresses to ServiceEntries that have none. */
export const AUTO_ALLOCATED: Ipv4Range = { first: 0xf0_f0_00_00, last: 0xf0_f0_ff_ff };

/** An IPv4 address as a number; undefined for any other text. */
export function parseIpv4(text: string): number | undefined {
  if (!isIPv4(text)) return undefined;
  return text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** A number as an IPv4 address, the inverse of `parseIpv4`. */
export function ipv4Text(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}

/** A range in CIDR notation, such as `240.0.0.0/16`; undefined for any other text, and if it does not start at its prefix. */
export function parseRange(cidr: string): Ipv4Range | undefined {
  const [, base = '', prefix = ''] = /^([\d.]+)\/(\d{1,2})$/.exec(cidr) ?? [];
  const first = parseIpv4(base);
  const size = 2 ** (32 - Number(prefix));
  if (first === undefined || Number(prefix) > 32 || first % size !== 0) return undefined;
  return { first, last: first + size - 1 };
}

/** Whether an address is in a range. */
export function contains({ first, last }: Ipv4Range, address: number): boolean {
  return address >= first && address <= last;
}
