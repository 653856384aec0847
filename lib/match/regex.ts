/**
 * Regular expressions as Istio and Envoy take them: RE2, which has no lookaround and no backreferences.
 * @see https://github.com/google/re2/wiki/Syntax
 * @module
 */
import { RE2JS } from 're2js';

/** The longest expression that Istio accepts, in bytes. */
const MAX_BYTES = 1024;

const compiled = new Map<string, RE2JS>();

/** What a value is instead of an expression that Istio accepts; undefined for one that it accepts. */
export function regexFault(regex: unknown): string | undefined {
  if (typeof regex !== 'string' || regex === '') return 'an empty regular expression';
  if (Buffer.byteLength(regex) > MAX_BYTES) return `a regular expression of more than ${MAX_BYTES} bytes`;
  try {
    compile(regex);
    return undefined;
  } catch (error) {
    const why = error instanceof Error ? error.message.replace('error parsing regexp: ', '') : String(error);
    return `not a regular expression of RE2: ${why}`;
  }
}

/**
 * Whether an expression matches the whole of a text.
 * @throws the error of RE2 for an expression that has a fault
 */
export function matchesWhole(regex: string, text: string): boolean {
  return compile(regex).matches(text);
}

function compile(regex: string): RE2JS {
  const found = compiled.get(regex) ?? RE2JS.compile(regex);
  compiled.set(regex, found);
  return found;
}
