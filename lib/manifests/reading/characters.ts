/**
 * Finds characters that manifests may not have.
 * @module
 */

/**
 * Characters that Kubernetes refuses in YAML, line breaks that js-yaml reads otherwise (those of YAML 1.1 and of old Macs), and byte
 * order marks before other text of a line than the first. Nobody means them, and writers of YAML escape them.
 */
const ODD = new RegExp(
  [
    String.raw`\r(?!\n)`,
    String.raw`[\0-\b\v\f\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]`,
    String.raw`\ufeff(?<=\n[ -]*\ufeff|^[ \ufeff-]+\ufeff)`,
  ].join('|'),
  'u',
);

/** A character, and where it is. */
export interface OddCharacter {
  readonly offset: number;
  readonly name: string;
}

/** Finds the first odd character of a text. */
export function findOddCharacter(text: string): OddCharacter | undefined {
  const match = ODD.exec(text);
  if (match === null) return undefined;
  const code = match[0].charCodeAt(0);
  const isHalf = code >= 0xd800 && code <= 0xdfff;
  const name = isHalf
    ? 'a byte that is not UTF-8'
    : `the character U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return { offset: match.index, name };
}
