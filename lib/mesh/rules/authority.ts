/**
 * Reads the authority of a request, which is its Host header.
 * @module
 */
import type { Message } from '../../errors';
import type { Part } from '../../reading';

/** Reads a valid Host header: a host, optionally with a port. */
export function readAuthority(part: Part<string>, message: Message): string | undefined {
  const isAuthority = (text: string): boolean => /^[^\s/?#@]+$/.test(text);
  return part.text(message, isAuthority, 'be a host, or a host and a port', { fix: "Write it like 'cart:8080'." });
}
