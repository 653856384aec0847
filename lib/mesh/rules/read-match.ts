/**
 * Reads the conditions of an HTTP match.
 * @module
 */
import type * as istio from '../../istio';
import { comparisonOf, type Conditions, textImplies } from '../../match';
import { isKey, isPlain, ownValue, type Part, SHAPE } from '../../reading';
import { readCallerConditions } from './caller-conditions';
import { checkHeaderTwice, isToken, reportHeaderName } from './header-names';
import type { HttpMatch, NamedMatches } from './http-match';
import { RULES } from './messages';
import { readText, readValue } from './read-comparison';
import type { StringMatch } from './string-match';

const TEXTS = ['uri', 'scheme', 'method', 'authority'] as const;
const CONDITIONS = [
  ...TEXTS,
  ...(['headers', 'withoutHeaders', 'queryParams', 'port', 'sourceLabels', 'sourceNamespace'] as const),
] as const;

/**
 * Reads conditions, and answers them in Istio's form and order, with header names in lower case. Leaves out the faulty ones.
 *
 * @param ports the numbers of the ports that the rule applies to; undefined if the ports of the service are already reported
 */
export function readMatch(part: Part<HttpMatch>, ports: readonly number[] | undefined): Conditions {
  const options = part.options([...CONDITIONS, 'ignoreUriCase']);
  checkNotEmpty(
    part,
    CONDITIONS.map((key) => options[key]),
  );
  const texts: Partial<Record<(typeof TEXTS)[number], istio.StringMatch>> = {};
  for (const key of TEXTS) {
    const text = options[key].optional(key === 'uri' ? readPathMatch : readText);
    if (text !== undefined) texts[key] = text;
  }
  const headers = options.headers.optional(readHeaderMatches);
  const { sourceNamespace, ...caller } = readCallerConditions(options, ports);
  const queryParams = options.queryParams.optional(readParameters);
  const ignoreUriCase = options.ignoreUriCase.optional((flag) => readIgnoreCase(flag, options, texts.uri));
  const withoutHeaders = options.withoutHeaders.optional(readHeaderMatches);
  checkContradiction(part, headers, withoutHeaders);
  return {
    ...texts,
    ...(headers && { headers }),
    ...caller,
    ...(queryParams && { queryParams }),
    ...(ignoreUriCase === true && { ignoreUriCase }),
    ...(withoutHeaders && { withoutHeaders }),
    ...(sourceNamespace !== undefined && { sourceNamespace }),
  };
}

/** Reports a match without conditions. A rule for every request has no match. */
export function checkNotEmpty(part: Part, conditions: readonly Part[]): void {
  const isEmpty = ({ value }: Part): boolean =>
    value === undefined || (isPlain(value) && Object.keys(value).length === 0);
  if (part.isSound && conditions.every(isEmpty)) part.must(RULES.MC019, 'have at least one condition');
}

/** Reads a comparison with the path, which excludes the query. */
function readPathMatch(part: Part<StringMatch>): istio.StringMatch | undefined {
  const text = readText(part);
  const path = pathIn(text);
  if (path === undefined || /^\/[^?#]*$/.test(path)) return text;
  const what = `${part.title} must start with "/" and contain neither "?" nor "#", but is "${path}".`;
  const fix = path.startsWith('/') ? 'Match the query with "queryParams".' : 'Start it with "/".';
  part.report(RULES.MC019, what, { got: path, fix });
  return undefined;
}

/** Reads whether a path ignores case. Envoy does not apply this to regular expressions. */
function readIgnoreCase(
  part: Part<boolean>,
  options: Readonly<Record<(typeof CONDITIONS)[number], Part>>,
  uri: istio.StringMatch | undefined,
): boolean | undefined {
  const isIgnored = part.boolean(RULES.MC019);
  if (isIgnored !== true || pathIn(uri) !== undefined) return isIgnored;
  // a faulty path, or a match without conditions, is already reported
  if (!options.uri.isSound || !CONDITIONS.some((key) => options[key].isGiven)) return undefined;
  const but = options.uri.isGiven ? 'is a regular expression' : 'is missing';
  const what = `${part.title} must be used with an exact or prefix "uri", but "uri" ${but}.`;
  part.report(RULES.MC019, what, { fix: 'Leave it out. In a regular expression, (?i) ignores case.' });
  return undefined;
}

/** The path or the prefix that the path of a request is compared with; undefined for a regular expression. */
function pathIn(uri: istio.StringMatch | undefined): string | undefined {
  return uri?.exact ?? uri?.prefix;
}

function readParameters(part: Part<NamedMatches>): istio.StringMatches | undefined {
  const entries = part.map();
  if (entries.some(([name]) => name === ''))
    part.report(RULES.MC019, `${part.title} must name each parameter, but one name is empty.`, {
      fix: 'Name the parameter.',
    });
  return readValues(entries);
}

function readHeaderMatches(part: Part<NamedMatches>): istio.StringMatches | undefined {
  const entries = part.map();
  const names = entries.map(([name]) => name);
  for (const name of names) checkHeaderName(part, name);
  checkHeaderTwice(part, RULES.MC019, names);
  return readValues(entries.map(([name, value]) => [name.toLowerCase(), value]));
}

/** The comparisons without faults; undefined if there are none. */
function readValues(
  entries: readonly (readonly [string, Part<NamedMatches[string]>])[],
): istio.StringMatches | undefined {
  const sound = entries.flatMap(([name, part]) => {
    const value = readValue(part);
    return value === undefined ? [] : [[name, value] as const];
  });
  return sound.length === 0 ? undefined : Object.fromEntries(sound);
}

function checkHeaderName(part: Part, name: string): void {
  const lower = name.toLowerCase();
  if (!isToken(name)) reportHeaderName(part, RULES.MC019, name);
  else if (TEXTS.some((text) => text === lower)) {
    const fix = `Use the option "${lower}" of the match.`;
    part.report(RULES.MC019, `${part.title} must not have "${name}", which Istio ignores there.`, { got: name, fix });
  } else if (!isKey(lower)) {
    // names are written in lower case
    part.report(SHAPE.MC086, `${part.title} has "${name}", which cdk8s cannot write as "${lower}".`, { got: name });
  }
}

/** Reports headers that a match both requires and rules out. */
function checkContradiction(
  part: Part,
  headers: istio.StringMatches = {},
  withoutHeaders: istio.StringMatches = {},
): void {
  for (const [name, text] of Object.entries(headers)) {
    const excluded = ownValue(withoutHeaders, name);
    if (excluded === undefined || !textImplies(comparisonOf(text), comparisonOf(excluded))) continue;
    const what = `${part.title} asks for header "${name}", which its "withoutHeaders" rules out.`;
    part.report(RULES.MC019, what, { got: name, fix: 'Remove one of the two conditions.' });
  }
}
