/**
 * Reads the authority of a request, which is its Host header.
 * @module
 */
import type { Message } from '../../errors';
import type { Part } from '../../reading';

/** A host, or an IPv6 address in brackets; then, in a group, a port. */
const AUTHORITY = /^(?:[^\s/?#@:[\]]+|\[[\da-f:.]+\])(?::(\d+))?$/i;

/** Reads a valid Host header: a host, optionally with a port. */
export function readAuthority(part: Part<string>, message: Message): string | undefined {
  const isAuthority = (text: string): boolean => {
    const port = portOf(text);
    return AUTHORITY.test(text) && (port === undefined || (port >= 1 && port <= 65535));
  };
  return part.text(message, isAuthority, 'be a host, or a host and a port', { fix: "Write it like 'cart:8080'." });
}

/** The port of an authority; undefined if it has none. */
export function portOf(authority: string): number | undefined {
  const port = AUTHORITY.exec(authority)?.[1];
  return port === undefined ? undefined : Number(port);
}
