/**
 * Names of HTTP headers.
 * @module
 */
import type { Part } from './part';

/** Whether a text is a name that a header can have: a token of RFC 7230. */
export function isHeaderName(name: unknown): name is string {
  return typeof name === 'string' && /^[\w!#$%&'*+.^`|~-]+$/.test(name);
}

/** The first of some names, in lower case, that is there twice; headers are one whatever the case of their names. */
export function headerTwice(names: readonly string[]): string | undefined {
  const lower = names.map((name) => name.toLowerCase());
  return lower.find((name, index) => lower.indexOf(name) !== index);
}

/** Reports `code` for names that no header has. */
export function checkHeaderNames(part: Part, code: 'MC045' | 'MC053', names: readonly string[], others?: string): void {
  const bad = names.filter((name) => !isHeaderName(name) && (others === undefined || name !== others));
  if (bad.length > 0) part.report(code, 'has a bad header name', bad);
}
