/**
 * Whether a text of one line needs quotes: the rules of the package `yaml` for YAML 1.1, and those of Kubernetes.
 * @module
 */
import { isMisreadKey, isNumberToGo } from './misread';

/** Most texts: they start with a letter, `_` or `/`, and are neither long words with spaces nor in need of a closer look. */
const COMMON = /^(?:[a-df-zA-DF-Z_/]|[eE][a-zA-Z_/.-])(?:[\w./:@=-]*[\w./@=-])?$/;
/** The longest word that means something else than its letters is `false`. */
const LONGEST_WORD = 5;

/** Indicators of YAML at the start; `: ` and ` #` anywhere; white space or `:` at the end. */
const INDICATED = /^[\t ,[\]{}#&*!|>'"%@`]|^[?-](?:[\t ]|$)|:[\t ]|[\t ]#|[\t :]$/;

/** What is not a text in YAML 1.1 without quotes. */
const TYPED = new RegExp(
  [
    // null and booleans
    /~|[Nn]ull|NULL|/,
    /[Yy](?:es)?|YES|[Tt]rue|TRUE|[Oo]n|ON|[Nn]o?|NO|[Ff]alse|FALSE|[Oo]ff|OFF/,
    // integers, decimal and octal, binary, hexadecimal
    /[-+]?[0-9][0-9_]*|[-+]?0b[01_]+|[-+]?0x[0-9a-fA-F_]+/,
    /[-+]?(?:[0-9][0-9_]*)?\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.nan|\.NaN|\.NAN/,
    // with an exponent, for which no other digit is needed: e5
    /[-+]?(?:[0-9][0-9_]*)?(?:\.[0-9_]*)?[eE][-+]?[0-9]+/,
    // with base 60: 1:20
    /[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?/,
    // dates and times
    /[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[tT]|[\t ]+)[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\.[0-9]+)?(?:[\t ]*(?:Z|[-+][012]?[0-9](?::[0-9]{2})?))?)?/,
  ]
    .map(({ source }) => `^(?:${source})$`)
    .join('|'),
);

/** Whether a text is bare without a closer look. False for texts of several lines, and for control characters. */
export function isCommon(text: string): boolean {
  return COMMON.test(text) && (text.length > LONGEST_WORD || !TYPED.test(text));
}

/** Whether a text of one line stays bare as a value. */
export function isPlainValue(text: string): boolean {
  return !INDICATED.test(text) && !TYPED.test(text) && !isNumberToGo(text);
}

/** Whether a text of one line stays bare as a key; keys of a document must not look like its end or a directive. */
export function isPlainKey(key: string, isRoot: boolean): boolean {
  return isPlainValue(key) && !isMisreadKey(key, isRoot) && !(isRoot && /^(?:---|\.\.\.)/.test(key));
}
