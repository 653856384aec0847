/**
 * Colours of texts on a terminal.
 * @module
 */

/** Colours texts. */
export interface Style {
  /** What matters less, such as places in files. */
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

/** A style with the colours of a terminal, or without any. */
export function styleOf(hasColours: boolean): Style {
  const colour =
    (code: number) =>
    (text: string): string =>
      hasColours && text !== '' ? `\u001b[${code}m${text}\u001b[0m` : text;
  return { dim: colour(2), good: colour(32), bad: colour(31) };
}
