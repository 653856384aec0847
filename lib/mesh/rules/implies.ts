/**
 * Which conditions hold whenever others do. Where that is not certain, the answer is no.
 * @module
 */
import type { HttpMatch } from './http-match';
import { ownValue } from '../shape';
import { matchesWhole } from './regex';
import type { MatchKind, StringMatch } from './string-match';

type Text = Pick<StringMatch<MatchKind>, 'kind' | 'value'>;

/** Whether every request to one port for which `match` holds is one for which `other` holds; both are for that port. */
export function implies(match: HttpMatch, other: HttpMatch): boolean {
  return (
    pathImplies(match, other) &&
    (['scheme', 'method', 'authority'] as const).every((key) => valueImplies(match[key], other[key])) &&
    allHold(other.headers, (name, text) => valueImplies(ownValue(match.headers, name), text)) &&
    allHold(other.queryParams, (name, text) => valueImplies(ownValue(match.queryParams, name), text)) &&
    allHold(other.withoutHeaders, (name, text) => rulesOut(match, name, text)) &&
    allHold(other.sourceLabels, (key, value) => ownValue(match.sourceLabels, key) === value) &&
    (other.sourceNamespace === undefined || other.sourceNamespace === match.sourceNamespace)
  );
}

/** Whether conditions hold for every request to a port that they are for. */
export function isCatchAll(match: HttpMatch): boolean {
  return implies({}, match);
}

/** Whether every text that `text` matches is one that `other` matches. */
export function textImplies(text: Text, other: Text): boolean {
  if (other.kind === 'present') return true; // only what is there is compared
  if (text.kind === 'exact') return matches(other, text.value);
  if (text.kind === 'prefix') return other.kind === 'prefix' && text.value.startsWith(other.value);
  return text.kind === other.kind && text.value === other.value;
}

function valueImplies(text: Text | undefined, other: Text | undefined): boolean {
  return other === undefined || (text !== undefined && textImplies(text, other));
}

function pathImplies(match: HttpMatch, other: HttpMatch): boolean {
  if (other.uri === undefined || isAnyPath(other.uri)) return true;
  if (match.uri === undefined) return false;
  if (other.ignoreUriCase === true && other.uri.kind !== 'regex')
    return match.uri.kind !== 'regex' && textImplies(lower(match.uri), lower(other.uri));
  // nothing that minds the case is implied by a text that may come in either
  return !(match.ignoreUriCase === true && /[a-z]/i.test(match.uri.value)) && textImplies(match.uri, other.uri);
}

/** What Istio itself takes for every path, and writes nothing behind. */
function isAnyPath({ kind, value }: StringMatch): boolean {
  return (kind === 'prefix' && value === '/') || (kind === 'regex' && value === '.*');
}

function lower({ kind, value }: StringMatch): Text {
  return { kind, value: value.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) };
}

/** Whether `match` rules out every value of a header that `text` matches; one that is absent counts as empty. */
function rulesOut(match: HttpMatch, name: string, text: Text): boolean {
  const without = ownValue(match.withoutHeaders, name);
  const header = ownValue(match.headers, name);
  if (header?.kind === 'exact' && !matches(text, header.value)) return true;
  if (without === undefined) return false;
  if (without.kind === 'present') return text.kind === 'present' || !matches(text, '');
  return text.kind !== 'present' && textImplies(text, without);
}

function matches({ kind, value }: Text, text: string): boolean {
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

function allHold<T>(values: Readonly<Record<string, T>> = {}, holds: (name: string, value: T) => boolean): boolean {
  return Object.entries(values).every(([name, value]) => holds(name, value));
}
