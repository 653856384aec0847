/**
 * Reading the conditions of a match.
 * @module
 */
import type * as istio from '../../istio';
import { comparisonOf, type Conditions, textImplies } from '../../match';
import type { ServicePort } from '../ports';
import { isKey, ownValue } from '../shape';
import { readCallerConditions } from './caller-conditions';
import { headerTwice, isHeaderName } from './header-names';
import type { HttpMatch, NamedMatches } from './http-match';
import type { Part } from './part';
import { isRegex } from './regex';
import { isMatch, isTextMatch, plainMatch, type StringMatch } from './string-match';

const TEXTS = ['uri', 'scheme', 'method', 'authority'] as const;
const NAMED = ['headers', 'withoutHeaders', 'queryParams'] as const;
const CALLER = ['port', 'sourceLabels', 'sourceNamespace'] as const;

/**
 * Checks conditions; keeps those that are sound, as Istio writes them: in its order, names of headers in lower case. Reports
 * MC019, MC035, MC043 and MC086.
 */
export function readMatch(part: Part, match: HttpMatch, ports: readonly ServicePort[]): Conditions {
  const given = part.options(match, [...TEXTS, ...NAMED, ...CALLER, 'ignoreUriCase']);
  const { ignoreUriCase, ...others } = given;
  if (Object.values(others).every(isEmpty)) part.report('MC019', 'matches every request', '{}');
  const texts: Partial<Record<(typeof TEXTS)[number], istio.StringMatch>> = {};
  for (const key of TEXTS) {
    const text = readText(part, key === 'uri' ? 'the path' : `the ${key}`, given[key]);
    if (text !== undefined) texts[key] = text;
  }
  const named: Partial<Record<(typeof NAMED)[number], istio.StringMatches>> = {};
  for (const key of NAMED) {
    const matches = readNamed(part, key, given[key]);
    if (Object.keys(matches).length > 0) named[key] = matches;
  }
  const { headers, queryParams, withoutHeaders } = named;
  const { port, sourceLabels, sourceNamespace } = readCallerConditions(part, given, ports);
  const read = {
    ...texts,
    ...(headers && { headers }),
    ...(port !== undefined && { port }),
    ...(sourceLabels && { sourceLabels }),
    ...(queryParams && { queryParams }),
    ...(ignoreUriCase === true && { ignoreUriCase }),
    ...(withoutHeaders && { withoutHeaders }),
    ...(sourceNamespace !== undefined && { sourceNamespace }),
  };
  checkPath(part, read, ignoreUriCase);
  checkContradiction(part, read);
  return read;
}

/** Whether a condition asks for nothing. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined) return true;
  return typeof value === 'object' && value !== null && !isMatch(value) && Object.keys(value).length === 0;
}

function readText(part: Part, place: string, text: StringMatch | undefined): istio.StringMatch | undefined {
  if (text === undefined || !isComparison(part, place, text, isTextMatch(text))) return undefined;
  if (text.kind !== 'regex' && text.value === '') {
    part.report('MC019', `compares ${place} with an empty text`, text.value);
  }
  return plainMatch(text);
}

function readNamed(part: Part, key: (typeof NAMED)[number], given: NamedMatches = {}): istio.StringMatches {
  const entries = part.of(key).map(given);
  const areHeaders = key !== 'queryParams';
  const sound = entries.filter(([name, text]) => {
    const place = `${areHeaders ? 'header' : 'query parameter'} "${name}"`;
    if (!isComparison(part, place, text, isMatch(text))) return false;
    if (text.kind !== 'prefix' || text.value !== '') return true;
    part.report('MC019', `compares ${place} with an empty text`, text.value);
    return false;
  });
  const names = entries.map(([name]) => name);
  if (areHeaders) checkNames(part, names);
  else if (names.includes('')) part.report('MC019', 'has a query parameter without a name', '');
  return Object.fromEntries(sound.map(([name, text]) => [areHeaders ? name.toLowerCase() : name, plainMatch(text)]));
}

function checkNames(part: Part, names: readonly string[]): void {
  for (const name of names) {
    if (!isHeaderName(name)) part.report('MC019', 'has a bad header name', name);
    if (/^(uri|scheme|method|authority)$/i.test(name)) {
      part.report('MC019', 'has a header name that Istio ignores', name);
    }
    // names are written in lower case
    if (isKey(name) && !isKey(name.toLowerCase())) part.report('MC086', 'has such a header name', name);
  }
  const twice = headerTwice(names);
  if (twice !== undefined) part.report('MC019', 'has one header twice', twice);
}

/** Whether a value compares; reports MC019 for what does not, and MC043 for a bad regular expression. */
function isComparison(part: Part, place: string, text: unknown, isSound: boolean): boolean {
  if (isSound)
    return !isTextMatch(text) || text.kind !== 'regex' || isRegex(part, `compares ${place} with`, text.value);
  if (isMatch(text)) {
    part.report('MC019', `asks whether ${place} is there, as it always is`, 'present', { fix: 'leave it out' });
  } else {
    const fix = `write StringMatch.exact(${typeof text === 'string' ? JSON.stringify(text) : '…'})`;
    part.report('MC019', `compares ${place} with no StringMatch`, text, { fix });
  }
  return false;
}

function checkPath(part: Part, { uri }: Conditions, ignoreUriCase: boolean | undefined): void {
  const path = uri?.exact ?? uri?.prefix;
  if (path !== undefined && !/^\/[^?#]*$|^$/.test(path)) {
    part.report('MC019', 'has a path that no request has', path);
  }
  const isSound = typeof ignoreUriCase === 'boolean' && (!ignoreUriCase || path !== undefined);
  if (ignoreUriCase !== undefined && !isSound) {
    const fix = 'use it with an exact or prefix "uri"; a regular expression ignores case by (?i)';
    part.report('MC019', 'has an "ignoreUriCase" without effect', ignoreUriCase, { fix });
  }
}

/** A header that is asked for, and ruled out. */
function checkContradiction(part: Part, { headers = {}, withoutHeaders = {} }: Conditions): void {
  for (const [name, text] of Object.entries(headers)) {
    const excluded = ownValue(withoutHeaders, name);
    if (excluded === undefined || !textImplies(comparisonOf(text), comparisonOf(excluded))) continue;
    part.report('MC019', 'asks for a header that it rules out', name, { fix: 'remove one of the two conditions' });
  }
}
