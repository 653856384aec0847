/**
 * Finds characters that manifests may not have.
 * @module
 */

/**
 * Characters that Kubernetes refuses in YAML, and line breaks of YAML 1.1 that js-yaml takes for text. They could be read as
 * other values than Kubernetes reads, and nobody means them: writers of YAML escape them.
 */
// eslint-disable-next-line no-control-regex
const ODD = /[\0-\b\v\f\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]/u;

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
