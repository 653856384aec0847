/**
 * Texts of several lines as literals, after `|`.
 * @module
 */
import { hidesIndentation, isBlank } from './misread';
import { doubleQuoted } from './quoted';

/** Writes a text of several lines as the package `yaml` does. */
export function literal(text: string, indent: string): string {
  // the spaces of an empty last line would be lost
  if (/\n[\t ]+$/.test(text) || isBlank(text)) return doubleQuoted(text, indent);
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  const header = `|${hidesIndentation(text) ? '2' : ''}${chomping(text)}`;
  // empty lines have no indentation
  return `${header}\n${indent}${body.replace(/\n(?=[^\n])/g, `$&${indent}`)}`;
}

/** What becomes of newlines at the end: `-` there is none, `+` keep all, and otherwise there is one. */
function chomping(text: string): string {
  if (!text.endsWith('\n')) return '-';
  return /(?:^|\n)[\t\n ]*\n$/.test(text) ? '+' : '';
}
