/**
 * The addresses of endpoints.
 * @module
 */
import { isIP } from 'node:net';
import { isDnsName } from './dns';

/** What an address without a port is; undefined if it is neither an IP address, nor a DNS name, nor a placeholder like `${NAME}`. */
export function addressKind(text: string): 'ip' | 'dns' | 'placeholder' | undefined {
  if (isAddress(text)) return 'ip';
  if (/^\$\{[A-Za-z_]\w*\}$/.test(text)) return 'placeholder';
  return isDnsName(text) ? 'dns' : undefined;
}

/** Whether a text is an IP address. An address with a zone is not one, because it is valid on one machine only. */
export function isAddress(text: string): boolean {
  return isIP(text) !== 0 && !text.includes('%');
}
