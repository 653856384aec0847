/**
 * Texts in quotes, as the package `yaml` writes them.
 * @module
 */
import { UNREADABLE } from './misread';

/** Texts whose JSON is shorter stay on one line. */
const MIN_LENGTH_OF_LINES = 40;

/** What JSON and YAML write differently: newlines, spaces before them, code points, and characters that JSON leaves. */
const ESCAPES = new RegExp(`(?:\\\\n)+|\\\\u(....)|\\\\.| (?=\\\\n)|[${UNREADABLE}]`, 'g');

/** Code points with an escape of their own. */
const NAMED: Readonly<Record<string, string>> = {
  '0000': '\\0',
  '0007': '\\a',
  '000b': '\\v',
  '001b': '\\e',
  '0085': '\\N',
  '2028': '\\L',
  '2029': '\\P',
};

/** Quotes a text of one line. A text with double quotes only is in single quotes, everything else in double quotes. */
export function quoted(text: string): string {
  return text.includes('"') && !text.includes("'") ? `'${text}'` : doubleQuoted(text);
}

/**
 * Writes a text in double quotes.
 *
 * @param indent the indentation of further lines. Without it the text stays on one line, as a key must
 */
export function doubleQuoted(text: string, indent?: string): string {
  const json = JSON.stringify(text);
  const hasLines = indent !== undefined && json.length >= MIN_LENGTH_OF_LINES;
  return json.replace(ESCAPES, (token: string, code: string | undefined, start: number) => {
    if (code !== undefined) return escape(code);
    if (token === ' ') return '\\ ';
    if (token.startsWith('\\')) return hasLines && token.startsWith('\\n') ? lines(json, token, start, indent) : token;
    return escape(token.charCodeAt(0).toString(16).padStart(4, '0'));
  });
}

function escape(code: string): string {
  return NAMED[code] ?? (code.startsWith('00') ? `\\x${code.slice(2)}` : `\\u${code}`);
}

/** Breaks the line at a run of newlines. YAML folds a single break into a space, so there is one more than newlines. */
function lines(json: string, run: string, start: number, indent: string): string {
  const rest = json.slice(start + run.length);
  const count = run.length / 2;
  // a newline at the end stays an escape
  if (rest === '"') return count === 1 ? run : `${'\n'.repeat(count)}${indent}\\n`;
  // a space at the start of a line is escaped here, unless it is at its end too and is a token of its own
  return '\n'.repeat(count + 1) + indent + (/^ (?!\\n)/.test(rest) ? '\\' : '');
}
