/**
 * How a text is written: bare, in quotes, or as a literal.
 * @module
 */
import { literal } from './literal';
import { UNREADABLE } from './misread';
import { isCommon, isPlainKey, isPlainValue } from './plain';
import { doubleQuoted, quoted } from './quoted';

/** Characters that a text has only as escapes: control characters but tab and newline, halves of pairs, and what go-yaml misreads. */
const ESCAPED = new RegExp(`[\\0-\\x08\\x0b-\\x1f\\u{D800}-\\u{DFFF}${UNREADABLE}]`, 'u');

/** Writes a text as a value whose further lines have this indentation, which must not be empty. */
export function valueText(text: string, indent: string): string {
  if (isCommon(text)) return text;
  if (ESCAPED.test(text)) return doubleQuoted(text, indent);
  if (text.includes('\n')) return literal(text, indent);
  return isPlainValue(text) ? text : quoted(text);
}

/** Writes a text as a key, always on one line. */
export function keyText(key: string, isRoot: boolean): string {
  if (isCommon(key)) return key;
  if (key.includes('\n') || ESCAPED.test(key)) return doubleQuoted(key);
  return isPlainKey(key, isRoot) ? key : quoted(key);
}
