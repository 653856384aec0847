/**
 * Which conditions hold whenever others do. Where that is not certain, the answer is no.
 * @module
 */
import { hasLabels, type StringMatch } from '../istio';
import type { Conditions } from './conditions';
import { type Comparison, comparisonOf, holdsFor, lower, onHeaders, onNames, textImplies } from './text';

type Named = readonly (readonly [string, Comparison])[];

/** Whether every request to one port for which `match` holds is one for which `other` holds; both are for that port. */
export function implies(match: Conditions, other: Conditions): boolean {
  const [headers, parameters] = [onHeaders(match.headers), onNames(match.queryParams)];
  return (
    pathImplies(match, other) &&
    (['scheme', 'method', 'authority'] as const).every((key) => valueImplies(match[key], other[key])) &&
    onHeaders(other.headers).every((wanted) => isAmong(headers, wanted)) &&
    onNames(other.queryParams).every((wanted) => isAmong(parameters, wanted)) &&
    onHeaders(other.withoutHeaders).every(([name, text]) => rulesOut(match, name, text)) &&
    sourceImplies(match, other)
  );
}

/** Whether conditions hold for every request to a port that they are for. */
export function isCatchAll(match: Conditions): boolean {
  return implies({}, match);
}

/** A part of a request that is always there. */
function valueImplies(match: StringMatch | undefined, other: StringMatch | undefined): boolean {
  if (other === undefined) return true;
  const wanted = comparisonOf(other);
  return wanted.kind === 'present' || (match !== undefined && textImplies(comparisonOf(match), wanted));
}

/** Whether one of the conditions on what has a name implies one that is wanted. */
function isAmong(given: Named, [name, wanted]: Named[number]): boolean {
  return given.some(([key, text]) => key === name && textImplies(text, wanted));
}

function pathImplies(match: Conditions, other: Conditions): boolean {
  if (other.uri === undefined) return true;
  const wanted = comparisonOf(other.uri);
  if (isAnyPath(wanted)) return true;
  if (match.uri === undefined) return false;
  const text = comparisonOf(match.uri);
  if (other.ignoreUriCase === true && wanted.kind !== 'regex')
    return text.kind !== 'regex' && textImplies(lower(text), lower(wanted));
  // nothing that minds the case is implied by a text that may come in either
  return !(match.ignoreUriCase === true && /[a-z]/i.test(text.value)) && textImplies(text, wanted);
}

/** What Istio itself takes for every path, and writes nothing behind. */
function isAnyPath({ kind, value }: Comparison): boolean {
  return kind === 'present' || (kind === 'prefix' && value === '/') || (kind === 'regex' && value === '.*');
}

/** Whether `match` rules out every value of a header that `text` holds for; one that is absent counts as empty. */
function rulesOut({ headers, withoutHeaders }: Conditions, name: string, text: Comparison): boolean {
  const isOther = ([key, given]: Named[number]): boolean =>
    key === name && given.kind === 'exact' && !holdsFor(text, given.value);
  const isRuledOut = ([key, given]: Named[number]): boolean => {
    if (key !== name) return false;
    if (given.kind === 'present') return text.kind === 'present' || !holdsFor(text, '');
    return textImplies(text, given);
  };
  return onHeaders(headers).some(isOther) || onHeaders(withoutHeaders).some(isRuledOut);
}

/** Conditions on the caller; a list of gateways takes the place of the others. */
function sourceImplies(match: Conditions, other: Conditions): boolean {
  const [gateways, wanted] = [match.gateways ?? [], other.gateways ?? []];
  if (wanted.length > 0) return gateways.length > 0 && gateways.every((gateway) => wanted.includes(gateway));
  const { sourceLabels = {}, sourceNamespace = '' } = other;
  if (Object.keys(sourceLabels).length === 0 && sourceNamespace === '') return true;
  return (
    gateways.length === 0 &&
    hasLabels(match.sourceLabels ?? {}, sourceLabels) &&
    (sourceNamespace === '' || sourceNamespace === match.sourceNamespace)
  );
}
