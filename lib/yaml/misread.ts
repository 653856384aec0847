/**
 * The texts that cdk8s writes in a way that Kubernetes reads otherwise. cdk8s writes YAML 1.1 with the package `yaml`, and
 * Kubernetes reads it with sigs.k8s.io/yaml, which is go-yaml 2. `npm run yaml:oracle` asks it about each rule.
 * @module
 */

/**
 * A number to go-yaml: decimal, or in Go's own notation, `0o17`, `0X1F` and `0B11`, once underscores are dropped. YAML 1.1 has
 * `0x` and `0b` only in lower case, no `0o`, and no underscore after a sign or in an exponent. go-yaml reads what follows `0b`
 * on its own, so it accepts `0b-1`.
 */
const GO_NUMBER =
  /^(?:[-+]?(?:0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+|(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?)|0b[-+][01]+)$/;

/** Whether a bare text is a number to Kubernetes, although it may be none to YAML 1.1. */
export function isNumberToGo(text: string): boolean {
  return /^[-+\d]/.test(text) && GO_NUMBER.test(text.replaceAll('_', ''));
}

/**
 * Characters that must be escaped in double quotes. U+2028, U+2029 and U+0085 are line breaks to go-yaml: it makes spaces of them,
 * refuses them or keeps them, which depends on what is around them. It refuses a document with DEL, the other C1 controls,
 * U+FFFE or U+FFFF.
 */
export const UNREADABLE = '\\x7f-\\x9f\\u2028\\u2029\\ufffe\\uffff';

/**
 * Whether a bare key is not a text to Kubernetes. `<<` merges another map into the one around it. U+FEFF at the start of a line
 * is a byte order mark, which is dropped; only the keys of a document can stand there.
 */
export function isMisreadKey(key: string, isRoot: boolean): boolean {
  return key === '<<' || (isRoot && key.startsWith('\ufeff'));
}

/** Whether lines are nothing but white space. In a literal, readers take some of it for indentation. */
export function isBlank(lines: string): boolean {
  return !/[^ \t\n]/.test(lines) && /[ \t]/.test(lines);
}

/**
 * Whether a literal must say how far it is indented. go-yaml finds the indentation of others itself, but fails if the text starts
 * with a tab. cdk8s says it only if the text starts with a space.
 */
export function hidesIndentation(lines: string): boolean {
  return /^\n*[ \t]/.test(lines);
}
