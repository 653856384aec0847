/**
 * Decides whether some conditions hold whenever others do. If that is not certain, the answer is no.
 * @module
 */
import { hasLabels, type StringMatch } from '../istio';
import type { Conditions } from './conditions';
import { type Comparison, comparisonOf, holdsFor, lower, onHeaders, onNames, textImplies } from './text';

type Named = readonly (readonly [string, Comparison])[];

/** Whether `other` holds for every request for which `match` holds. Both allow the port of the requests. */
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

/** Whether conditions hold for every request to a port that they allow. */
export function isCatchAll(match: Conditions): boolean {
  return implies({}, match);
}

/** Compares conditions on a part that every request has, such as the method. */
function valueImplies(match: StringMatch | undefined, other: StringMatch | undefined): boolean {
  if (other === undefined) return true;
  const wanted = comparisonOf(other);
  return wanted.kind === 'present' || (match !== undefined && textImplies(comparisonOf(match), wanted));
}

/** Whether one of the conditions on headers or parameters implies the wanted one. */
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
  // a path in any case implies nothing about a path in one case
  return !(match.ignoreUriCase === true && /[a-z]/i.test(text.value)) && textImplies(text, wanted);
}

/** Whether Istio reads the comparison as any path. Without other conditions, it drops the rules after it. */
function isAnyPath({ kind, value }: Comparison): boolean {
  return kind === 'present' || (kind === 'prefix' && value === '/') || (kind === 'regex' && value === '.*');
}

/** Whether `match` rules out every value of a header for which `text` holds. An absent header counts as empty. */
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

/** Compares conditions on the caller. A list of gateways overrides the others. */
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
