/**
 * Regular expressions of Istio and Envoy: RE2, which has neither lookaround nor backreferences.
 * @see https://github.com/google/re2/wiki/Syntax
 * @module
 */
import type * as Re2js from 're2js';

/** The longest expression that Istio accepts, in bytes. */
const MAX_BYTES = 1024;

/** RE2. Loading it takes as long as planning a small mesh, and most meshes have no expression. */
let re2: typeof Re2js | undefined;

const compiled = new Map<string, Re2js.RE2JS>();

/** What is wrong with a regular expression, such as `is empty`; undefined if Istio accepts it. */
export function regexFault(regex: unknown): string | undefined {
  if (typeof regex !== 'string' || regex === '') return 'is empty';
  const size = Buffer.byteLength(regex);
  if (size > MAX_BYTES) return `has ${size} bytes`;
  try {
    compile(regex);
    return undefined;
  } catch (error) {
    const why = error instanceof Error ? error.message.replace('error parsing regexp: ', '') : String(error);
    return `is ${JSON.stringify(regex)}: ${why}`;
  }
}

/**
 * Whether an expression matches the whole of a text.
 * @throws the error of RE2 if the expression is invalid
 */
export function matchesWhole(regex: string, text: string): boolean {
  return compile(regex).matches(text);
}

/**
 * Replaces each match in a text. `\1` in the substitution stands for the first group, and `\0` for the match.
 * @throws the error of RE2 if the expression is invalid
 */
export function replaceMatches(regex: string, substitution: string, text: string): string {
  const replace = (...groups: readonly unknown[]): string =>
    substitution.replaceAll(/\\([\d\\])/g, (_, mark: string) => (mark === '\\' ? mark : asText(groups[Number(mark)])));
  return compile(regex).matcher(text).replaceAll(replace);
}

function asText(group: unknown): string {
  return typeof group === 'string' ? group : '';
}

function compile(regex: string): Re2js.RE2JS {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it with this library
  re2 ??= require('re2js') as typeof Re2js;
  const found = compiled.get(regex) ?? re2.RE2JS.compile(regex);
  compiled.set(regex, found);
  return found;
}
