/**
 * Values as messages show them.
 * @module
 */
import { inspect } from 'node:util';

/** How deep lists in lists are shown. A list that contains itself has no end. */
const MAX_DEPTH = 3;

/** How much of an object or an instance is shown. */
const MAX_LENGTH = 120;

/** A value as text: its class and name if it has a name, otherwise one line without nested values. */
export function valueText(value: unknown): string {
  try {
    return textOf(value, 0);
  } catch {
    // its own code failed, such as a getter; this runs none of it
    return inspect(value, { depth: 0, breakLength: Infinity, customInspect: false });
  }
}

function textOf(value: unknown, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) {
    return depth > MAX_DEPTH ? '[…]' : `[${value.map((item) => textOf(item, depth + 1)).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string') {
    const made: unknown = value.constructor;
    return `${typeof made === 'function' ? made.name : 'Object'} "${value.name}"`;
  }
  const text = inspect(value, { depth: 0, breakLength: Infinity });
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}

/** What code of the user threw, on one line: `Error: not found`. */
export function thrownText(error: unknown): string {
  try {
    return String(error).replaceAll(/\s+/g, ' ');
  } catch {
    return valueText(error);
  }
}

/**
 * Lists texts for a sentence, each in quotes.
 *
 * @example
 * listText(['v1', 'v2', 'v3']); // '"v1", "v2" and "v3"'
 * listText(['HTTP', 'TCP'], 'or'); // '"HTTP" or "TCP"'
 */
export function listText(texts: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  return joinWords(
    texts.map((text) => `"${text}"`),
    conjunction,
  );
}

/**
 * Joins words as a sentence lists them.
 *
 * @example
 * joinWords(['80', '81', '82']); // '80, 81 and 82'
 */
export function joinWords(words: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

/** A text with its first letter capitalized. A text that starts with a quotation mark stays as it is. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
