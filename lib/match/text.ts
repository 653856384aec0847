/**
 * Comparisons with a text of a request.
 * @module
 */
import type { StringMatch, StringMatches } from '../istio';
import { matchesWhole } from './regex';

/** A comparison with a text. `present` has no text: it only asks whether there is one. */
export interface Comparison {
  readonly kind: 'exact' | 'prefix' | 'regex' | 'present';
  readonly value: string;
}

/** What a StringMatch compares. */
export function comparisonOf({ exact, prefix, regex }: StringMatch): Comparison {
  if (exact !== undefined) return { kind: 'exact', value: exact };
  if (prefix !== undefined) return { kind: 'prefix', value: prefix };
  // Istio reads "*", which is not a valid expression, as any text
  if (regex !== undefined && regex !== '*') return { kind: 'regex', value: regex };
  return { kind: 'present', value: '' };
}

/** Whether a comparison holds for a text that is present. */
export function holdsFor({ kind, value }: Comparison, text: string): boolean {
  switch (kind) {
    case 'exact':
      return text === value;
    case 'prefix':
      return text.startsWith(value);
    case 'regex':
      return matchesWhole(value, text);
    case 'present':
      return true;
  }
}

/** Whether `other` holds for every text for which `text` holds. */
export function textImplies(text: Comparison, other: Comparison): boolean {
  if (other.kind === 'present') return true; // the text is present, because `text` holds for it
  if (text.kind === 'exact') return holdsFor(other, text.value);
  if (text.kind === 'prefix') return other.kind === 'prefix' && text.value.startsWith(other.value);
  return text.kind === other.kind && text.value === other.value;
}

/** A comparison in lower case. Envoy ignores the case of ASCII letters only. */
export function lower({ kind, value }: Comparison): Comparison {
  return { kind, value: asciiLower(value) };
}

/** A text with its ASCII letters in lower case. */
export function asciiLower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** The comparisons of headers, with their names in lower case. */
export function onHeaders(headers: StringMatches = {}): readonly (readonly [string, Comparison])[] {
  return onNames(headers).map(([name, comparison]) => [asciiLower(name), comparison]);
}

/** The names and comparisons of headers or query parameters. */
export function onNames(matches: StringMatches = {}): readonly (readonly [string, Comparison])[] {
  return Object.entries(matches).map(([name, match]) => [name, comparisonOf(match)]);
}
