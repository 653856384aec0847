/**
 * The authority of a request, which is its Host header.
 * @module
 */

/** Whether a text can be a Host header: a host, and a port where there is one. */
export function isAuthorityText(text: unknown): text is string {
  return typeof text === 'string' && /^[^\s/?#@]+$/.test(text);
}
