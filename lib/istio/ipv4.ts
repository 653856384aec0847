/**
 * IPv4 addresses as numbers, and ranges of addresses.
 * @module
 */
import { isIPv4 } from 'node:net';

/** A range of addresses. `first` and `last` belong to it. */
export interface Ipv4Range {
  readonly first: number;
  readonly last: number;
}

/** 240.0.0.0/4, class E: no host has such an address, and no network routes to one. */
export const CLASS_E: Ipv4Range = { first: 0xf0_00_00_00, last: 0xff_ff_ff_ff };

/** 240.240.0.0/16: Istio allocates addresses from it to ServiceEntries without addresses. */
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

/** A range in CIDR notation, such as `240.0.0.0/16`. Undefined for any other text, such as one with bits after the prefix. */
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
