/**
 * Values as messages show them.
 * @module
 */
import { inspect } from 'node:util';

/** A value as text: by its name when it has one, otherwise on one line and not deep. */
export function valueText(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  if (typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string') {
    const made: unknown = value.constructor;
    return `${typeof made === 'function' ? made.name : 'Object'} "${value.name}"`;
  }
  return inspect(value, { depth: 0, breakLength: Infinity });
}

/**
 * Texts as a sentence lists them, each in quotes.
 *
 * @example
 * listText(['v1', 'v2', 'v3']); // '"v1", "v2" and "v3"'
 * listText(['HTTP', 'TCP'], 'or'); // '"HTTP" or "TCP"'
 */
export function listText(texts: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const quoted = texts.map((text) => `"${text}"`);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} ${conjunction} ${last}`;
}

/** A text with a capital at its beginning, unless it begins with a quotation. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
