/**
 * How Envoy matches texts, headers and query parameters.
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/type/matcher/v3/string.proto
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto#config-route-v3-headermatcher
 * @module
 */
import { RE2JS } from 're2js';
import type { HeaderMatcher, StringMatcher } from './route-resources';
import type { Http } from './wire';

const compiled = new Map<string, RE2JS>();

/** Whether all of a text matches a regular expression. */
export function matchesFully(regex: string, text: string): boolean {
  return compile(regex).matches(text);
}

/** A regular expression of RE2. A dot stands for a newline, too, as in Envoy. */
export function compile(regex: string): RE2JS {
  const found = compiled.get(regex) ?? RE2JS.compile(regex);
  compiled.set(regex, found);
  return found;
}

export function matchesString(matcher: StringMatcher, text: string): boolean {
  const { exact, prefix, suffix, contains, safeRegex, ignoreCase = false } = matcher;
  const fold = (each: string): string => (ignoreCase ? each.toLowerCase() : each);
  const value = fold(text);
  if (exact !== undefined) return value === fold(exact);
  if (prefix !== undefined) return value.startsWith(fold(prefix));
  if (suffix !== undefined) return value.endsWith(fold(suffix));
  if (contains !== undefined) return value.includes(fold(contains));
  if (safeRegex !== undefined) return matchesFully(safeRegex.regex ?? '', text);
  throw new Error(`a matcher of texts is not known: ${JSON.stringify(matcher)}`);
}

export function matchesHeader(matcher: HeaderMatcher, request: Http): boolean {
  const { invertMatch = false, treatMissingHeaderAsEmpty = false, presentMatch } = matcher;
  const value = headerOf(matcher.name, request);
  const string = stringMatcherOf(matcher);
  // a matcher without any condition is one for presence
  if (string === undefined) return ((value !== undefined) === (presentMatch ?? true)) !== invertMatch;
  if (value === undefined && !treatMissingHeaderAsEmpty) return false;
  return matchesString(string, value ?? '') !== invertMatch;
}

function stringMatcherOf(matcher: HeaderMatcher): StringMatcher | undefined {
  const { stringMatch, exactMatch, prefixMatch, suffixMatch, containsMatch, safeRegexMatch } = matcher;
  if (stringMatch !== undefined) return stringMatch;
  if (exactMatch !== undefined) return { exact: exactMatch };
  if (prefixMatch !== undefined) return { prefix: prefixMatch };
  if (suffixMatch !== undefined) return { suffix: suffixMatch };
  if (containsMatch !== undefined) return { contains: containsMatch };
  return safeRegexMatch === undefined ? undefined : { safeRegex: safeRegexMatch };
}

function headerOf(name: string, { method, scheme, authority, path, headers }: Http): string | undefined {
  switch (name.toLowerCase()) {
    case ':method':
      return method;
    case ':scheme':
      return scheme;
    case ':authority':
    case 'host':
      return authority;
    case ':path':
      return path;
    default:
      return headers.get(name.toLowerCase());
  }
}

/** The parameters of a path by name; the first of a name counts. Envoy does not decode them here. */
export function queryOf(path: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const start = path.indexOf('?');
  if (start < 0) return found;
  const query = path.slice(start + 1).replace(/#.*/s, '');
  for (const part of query.split('&')) {
    const equals = part.indexOf('=');
    const [name, value] = equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)];
    if (!found.has(name)) found.set(name, value);
  }
  return found;
}

/** A path without its query and fragment. */
export function barePath(path: string): string {
  return path.replace(/[?#].*/s, '');
}
