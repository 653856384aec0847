/**
 * Reading the conditions of an HTTP match.
 * @module
 */
import { isKey, isPlain, ownValue, type Part, SHAPE } from '../../reading';
import { readCallerConditions } from './caller-conditions';
import { checkHeaderTwice, isToken, reportHeaderName } from './header-names';
import type { HttpMatch, NamedMatches } from './http-match';
import { textImplies } from './implies';
import { RULES } from './messages';
import { readText, readValue } from './read-comparison';
import type { StringMatch } from './string-match';

const TEXTS = ['uri', 'scheme', 'method', 'authority'] as const;
const NAMED = ['headers', 'withoutHeaders', 'queryParams'] as const;
const CALLER = ['port', 'sourceLabels', 'sourceNamespace'] as const;
const CONDITIONS = [...TEXTS, ...NAMED, ...CALLER] as const;

/**
 * Reads conditions, and leaves out those that are not sound. Names of headers are written in lower case, as Istio asks for.
 *
 * @param ports the numbers of the ports that the rule is for; undefined when the ports of the service are wrong already
 */
export function readMatch(part: Part<HttpMatch>, ports: readonly number[] | undefined): HttpMatch {
  const options = part.options([...CONDITIONS, 'ignoreUriCase']);
  checkNotEmpty(
    part,
    CONDITIONS.map((key) => options[key]),
  );
  const texts: Partial<Record<(typeof TEXTS)[number], StringMatch>> = {};
  for (const key of TEXTS) {
    const text = options[key].optional(key === 'uri' ? readPathMatch : readText);
    if (text !== undefined) texts[key] = text;
  }
  const named: Partial<Record<(typeof NAMED)[number], NamedMatches>> = {};
  for (const key of NAMED) {
    const matches = options[key].optional(key === 'queryParams' ? readParameters : readHeaderMatches) ?? {};
    if (Object.keys(matches).length > 0) named[key] = matches;
  }
  const caller = readCallerConditions(options, ports);
  const isCaseIgnored = options.ignoreUriCase.optional((flag) => readIgnoreCase(flag, options, texts.uri));
  checkContradiction(part, named);
  return { ...texts, ...named, ...caller, ...(isCaseIgnored === true && { ignoreUriCase: true }) };
}

/** Reports a match that asks for nothing: without match, a rule is for everything. */
export function checkNotEmpty(part: Part, conditions: readonly Part[]): void {
  const isEmpty = ({ value }: Part): boolean =>
    value === undefined || (isPlain(value) && Object.keys(value).length === 0);
  if (part.isSound && conditions.every(isEmpty)) part.must(RULES.MC019, 'have a condition');
}

/** Reads a comparison of the path, which has no query. */
function readPathMatch(part: Part<StringMatch>): StringMatch | undefined {
  const text = readText(part);
  if (text === undefined || text.kind === 'regex' || /^\/[^?#]*$/.test(text.value)) return text;
  const what = `${part.title} must start with "/" and have no "?" and no "#", but is "${text.value}".`;
  const fix = text.value.startsWith('/') ? 'Match the query by "queryParams".' : `Begin it with "/".`;
  part.report(RULES.MC019, what, { got: text.value, fix });
  return undefined;
}

/** Reads whether the case of a path does not matter; Envoy minds that of regular expressions whatever is said. */
function readIgnoreCase(
  part: Part<boolean>,
  options: Readonly<Record<(typeof CONDITIONS)[number], Part>>,
  uri: StringMatch | undefined,
): boolean | undefined {
  const isIgnored = part.boolean(RULES.MC019);
  if (isIgnored !== true || (uri !== undefined && uri.kind !== 'regex')) return isIgnored;
  // a path that is wrong, or no condition at all, is reported already
  if (!options.uri.isSound || !CONDITIONS.some((key) => options[key].isGiven)) return undefined;
  const what = `${part.title} must stand beside an exact or prefix "uri".`;
  part.report(RULES.MC019, what, { fix: 'Add one, or leave it out. A regular expression ignores the case by (?i).' });
  return undefined;
}

function readParameters(part: Part<NamedMatches>): NamedMatches {
  const entries = part.map();
  if (entries.some(([name]) => name === ''))
    part.report(RULES.MC019, `${part.title} has a parameter without a name.`, { fix: 'Name the parameter.' });
  return readValues(entries);
}

function readHeaderMatches(part: Part<NamedMatches>): NamedMatches {
  const entries = part.map();
  const names = entries.map(([name]) => name);
  for (const name of names) checkHeaderName(part, name);
  checkHeaderTwice(part, RULES.MC019, names);
  return readValues(entries.map(([name, value]) => [name.toLowerCase(), value]));
}

function readValues(entries: readonly (readonly [string, Part<NamedMatches[string]>])[]): NamedMatches {
  return Object.fromEntries(
    entries.flatMap(([name, part]) => {
      const value = readValue(part);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function checkHeaderName(part: Part, name: string): void {
  const lower = name.toLowerCase();
  if (!isToken(name)) reportHeaderName(part, RULES.MC019, name);
  else if (TEXTS.some((text) => text === lower)) {
    const fix = `Use the option "${lower}" of the match.`;
    part.report(RULES.MC019, `${part.title} has "${name}", which Istio ignores there.`, { got: name, fix });
  } else if (!isKey(lower)) {
    // names are written in lower case
    part.report(SHAPE.MC086, `${part.title} has "${name}", which cdk8s cannot write as "${lower}".`, { got: name });
  }
}

/** Headers that are asked for, and ruled out. */
function checkContradiction(
  part: Part,
  { headers = {}, withoutHeaders = {} }: Pick<HttpMatch, 'headers' | 'withoutHeaders'>,
): void {
  for (const [name, text] of Object.entries(headers)) {
    const excluded = ownValue(withoutHeaders, name);
    if (excluded === undefined || !textImplies(text, excluded)) continue;
    const what = `${part.title} asks for header "${name}", which its "withoutHeaders" rules out.`;
    part.report(RULES.MC019, what, { got: name, fix: 'Remove one of the two conditions.' });
  }
}
