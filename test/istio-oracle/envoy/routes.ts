/**
 * Which route of a virtual host takes a request, and what it makes of it.
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto
 * @module
 */
import { barePath, compile, matchesFully, matchesHeader, matchesString, queryOf } from './matchers';
import type {
  FractionalPercent,
  HeaderChanges,
  RedirectAction,
  RegexRewrite,
  Route,
  RouteAction,
  RouteMatch,
  VirtualHost,
} from './route-resources';
import type { Http } from './wire';

/** The first route whose conditions all hold. */
export function routeFor({ routes = [] }: VirtualHost, request: Http): Route | undefined {
  return routes.find(({ match }) => matches(match, request));
}

function matches(match: RouteMatch, request: Http): boolean {
  const { headers = [], queryParameters = [], dynamicMetadata = [] } = match;
  if (!matchesPath(match, barePath(request.path))) return false;
  if (!headers.every((each) => matchesHeader(each, request))) return false;
  const query = queryOf(request.path);
  const isQueried = queryParameters.every(({ name, stringMatch, presentMatch = true }) => {
    const value = query.get(name);
    if (stringMatch === undefined) return (value !== undefined) === presentMatch;
    return value !== undefined && matchesString(stringMatch, value);
  });
  // requests of the oracle have no tokens
  return isQueried && dynamicMetadata.length === 0;
}

function matchesPath(
  { prefix, path, safeRegex, pathSeparatedPrefix, caseSensitive }: RouteMatch,
  own: string,
): boolean {
  const fold = (each: string): string => (caseSensitive === false ? each.toLowerCase() : each);
  const value = fold(own);
  if (path !== undefined) return value === fold(path);
  if (safeRegex !== undefined) return matchesFully(safeRegex.regex ?? '', own);
  if (pathSeparatedPrefix !== undefined) {
    const start = fold(pathSeparatedPrefix);
    return value.startsWith(start) && (value.length === start.length || value[start.length] === '/');
  }
  return value.startsWith(fold(prefix ?? ''));
}

/** A share from 0 to 1. */
export function fraction({ numerator = 0, denominator = 'HUNDRED' }: FractionalPercent = {}): number {
  return Math.min(numerator / { HUNDRED: 100, TEN_THOUSAND: 10_000, MILLION: 1_000_000 }[denominator], 1);
}

/** A request as it is sent on by a route. */
export function sentOn(
  request: Http,
  { match }: Route,
  action: RouteAction,
  changes: readonly HeaderChanges[],
  host: string | undefined,
): Http {
  const headers = changed(request.headers, changes);
  const path = rewritten(request.path, match, action);
  return { ...request, headers, path, authority: host ?? action.hostRewriteLiteral ?? request.authority };
}

/** Headers after changes: each level removes, then adds or overwrites; the most specific level comes first. */
function changed(headers: Http['headers'], changes: readonly HeaderChanges[]): Http['headers'] {
  const result = new Map(headers);
  for (const { requestHeadersToRemove = [], requestHeadersToAdd = [] } of changes) {
    for (const name of requestHeadersToRemove) result.delete(name.toLowerCase());
    for (const { header, appendAction = 'APPEND_IF_EXISTS_OR_ADD' } of requestHeadersToAdd) {
      const [name, value = ''] = [header.key.toLowerCase(), header.value];
      const before = result.get(name);
      const isAppended = appendAction === 'APPEND_IF_EXISTS_OR_ADD' && before !== undefined;
      result.set(name, isAppended ? `${before},${value}` : value);
    }
  }
  return result;
}

/** A path after a rewrite: what the condition on the path matches is replaced. */
export function rewritten(
  path: string,
  match: RouteMatch,
  { prefixRewrite = '', regexRewrite }: { readonly prefixRewrite?: string; readonly regexRewrite?: RegexRewrite },
): string {
  const bare = barePath(path);
  const rest = path.slice(bare.length);
  if (regexRewrite !== undefined) return substituted(bare, regexRewrite) + rest;
  if (prefixRewrite === '') return path;
  const matched = match.path ?? match.pathSeparatedPrefix ?? match.prefix;
  return prefixRewrite + bare.slice(matched === undefined ? bare.length : matched.length) + rest;
}

function substituted(path: string, { pattern, substitution = '' }: RegexRewrite): string {
  // RE2 writes groups as \1, and so does re2js once they are $1
  const replacement = substitution
    .replaceAll('$', String.raw`\$`)
    .replaceAll(/\\(\d)/g, (_, digit: string) => `$${digit}`);
  return compile(pattern?.regex ?? '')
    .matcher(path)
    .replaceAll(replacement);
}

/** Where a redirect leads. */
export function locationOf(request: Http, { match }: Route, redirect: RedirectAction): string {
  const { schemeRedirect, httpsRedirect = false, hostRedirect, portRedirect, stripQuery = false } = redirect;
  const scheme = httpsRedirect ? 'https' : (schemeRedirect ?? request.scheme);
  const [, own = '', ownPort = ''] = /^(.*?)(?::(\d+))?$/.exec(request.authority) ?? [];
  // the port of another scheme does not stay
  const isKept = scheme === request.scheme || (ownPort !== '80' && ownPort !== '443');
  const kept = ownPort !== '' && isKept ? `:${ownPort}` : '';
  const host = hostRedirect ?? (portRedirect === undefined ? own + kept : own);
  const port = portRedirect === undefined ? '' : `:${portRedirect}`;
  return `${scheme}://${host}${port}${redirectedPath(request.path, match, redirect, stripQuery)}`;
}

function redirectedPath(path: string, match: RouteMatch, redirect: RedirectAction, stripsQuery: boolean): string {
  const query = path.slice(barePath(path).length);
  const { pathRedirect } = redirect;
  const full =
    pathRedirect === undefined || pathRedirect === ''
      ? rewritten(path, match, redirect)
      : pathRedirect + (pathRedirect.includes('?') ? '' : query);
  return stripsQuery ? barePath(full) : full;
}

/** The status of a redirect. */
export function redirectStatus({ responseCode = 'MOVED_PERMANENTLY' }: RedirectAction): number {
  const codes: Readonly<Record<string, number>> = {
    MOVED_PERMANENTLY: 301,
    FOUND: 302,
    SEE_OTHER: 303,
    TEMPORARY_REDIRECT: 307,
    PERMANENT_REDIRECT: 308,
  };
  return codes[responseCode] ?? 0;
}
