/**
 * Splits a text into YAML documents, at the lines where kubectl does.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.34.4/pkg/util/yaml/decoder.go
 * @module
 */

/** A document: a part of a text. */
export interface DocumentPart {
  readonly start: number;
  readonly end: number;
  /** Where the line is that separates it from the document before, if that line holds more than a comment. */
  readonly badSeparator: number | undefined;
}

/** Splits a text at the lines that begin with three dashes. */
export function* documentsIn(text: string, from = 0): Generator<DocumentPart> {
  let [start, badSeparator]: [number, number | undefined] = [from, undefined];
  for (;;) {
    const end = separatorFrom(text, start);
    if (end > start || badSeparator !== undefined) yield { start, end, badSeparator };
    if (end === text.length) return;
    start = endOfLine(text, end);
    badSeparator = /^---\s*(?:#|$)/.test(text.slice(end, start)) ? undefined : end;
  }
}

function separatorFrom(text: string, lineStart: number): number {
  if (text.startsWith('---', lineStart)) return lineStart;
  const before = text.indexOf('\n---', lineStart);
  return before === -1 ? text.length : before + 1;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end + 1;
}
