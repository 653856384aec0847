/**
 * Writes a part of a page that is between two comments.
 * @module
 */

/** A page with other paragraphs between its markers. */
export function withPart(page: string, [begin, end]: readonly [string, string], paragraphs: readonly string[]): string {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`The page has no ${begin} before ${end}.`);
  return [`${before}${begin}`, ...paragraphs, `${end}${after}`].join('\n\n');
}
