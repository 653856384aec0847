/**
 * IP addresses as connections have them, and as requests name them.
 * @module
 */
import { isIP } from 'node:net';

/** An address in the shortest form, without a zone: IPv6 has several forms for each address. Other texts stay as they are. */
export function shortened(address: string): string {
  return isIP6(address) ? new URL(`http://[${address.replace(/%.*/s, '')}]`).hostname.slice(1, -1) : address;
}

/** An address as the host of a URL. Proxies compare it as it is written, but for case. */
export function asHost(address: string): string {
  return isIP6(address) ? `[${address.toLowerCase()}]` : address;
}

function isIP6(address: string): boolean {
  return address.includes(':') && isIP(address) === 6;
}
