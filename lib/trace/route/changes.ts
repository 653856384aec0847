/**
 * How a rule changes a request: its path, its host and its headers.
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRewrite
 * @module
 */
import type { HTTPMatchRequest, HTTPRoute, HTTPRouteDestination } from '../../istio';
import { replaceMatches } from '../../match';
import type { Wire } from '../wire';

type HeaderOperations = NonNullable<NonNullable<HTTPRoute['headers']>['request']>;

/** The request as a rule sends it to one of its destinations. */
export function changed(
  wire: Wire,
  route: HTTPRoute,
  match: HTTPMatchRequest | undefined,
  { headers }: HTTPRouteDestination,
): Wire {
  const isOnly = (route.route ?? []).length === 1;
  const [ofRule = {}, ofDestination = {}] = [route.headers?.request, headers?.request];
  const [byRule, byDestination] = [authorityIn(ofRule), authorityIn(ofDestination)];
  const rewritten = nonEmpty(route.rewrite?.authority) ?? byRule;
  // with a single destination, Envoy gets one list, and the host of the rule wins
  const authority = (isOnly ? (rewritten ?? byDestination) : (byDestination ?? rewritten)) ?? wire.authority;
  const lists = isOnly ? [together(ofRule, ofDestination)] : [ofRule, ofDestination];
  return {
    ...wire,
    authority,
    path: rewrittenPath(wire.path, route, match),
    headers: lists.reduce(apply, wire.headers),
  };
}

/** The operations of a rule and of its only destination, which Envoy gets as one list. */
function together(one: HeaderOperations, other: HeaderOperations): HeaderOperations {
  return {
    set: { ...one.set, ...other.set },
    add: { ...one.add, ...other.add },
    remove: [...(one.remove ?? []), ...(other.remove ?? [])],
  };
}

/** Removes, sets and adds headers, in this order. The host is not among them. */
function apply(
  headers: Readonly<Record<string, string>>,
  { set = {}, add = {}, remove = [] }: HeaderOperations,
): Readonly<Record<string, string>> {
  const found = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  for (const name of remove) found.delete(name.toLowerCase());
  for (const [name, value] of Object.entries(set)) if (!isHost(name)) found.set(name.toLowerCase(), value);
  for (const [name, value] of Object.entries(add)) {
    const before = found.get(name.toLowerCase());
    if (!isHost(name)) found.set(name.toLowerCase(), before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(found);
}

function authorityIn({ set = {}, add = {} }: HeaderOperations): string | undefined {
  const [, host] = [...Object.entries(set), ...Object.entries(add)].find(([name]) => isHost(name)) ?? [];
  return nonEmpty(host);
}

function isHost(name: string): boolean {
  return /^(:authority|host)$/i.test(name);
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

/** The path with the part that the condition matched replaced, or what a regular expression finds in it. The query stays. */
function rewrittenPath(path: string, { rewrite }: HTTPRoute, match: HTTPMatchRequest | undefined): string {
  if (rewrite === undefined) return path;
  const [, only = path, query = ''] = /^([^?#]*)(.*)$/s.exec(path) ?? [];
  const { uri = '', uriRegexRewrite } = rewrite;
  if (uriRegexRewrite !== undefined)
    return replaceMatches(uriRegexRewrite.match ?? '', uriRegexRewrite.rewrite ?? '', only) + query;
  if (uri === '') return path;
  return uri + only.slice(matchedLength(only, match)) + query;
}

/** How much of a path a condition matched: all of it by a whole path or an expression, else the prefix. */
function matchedLength(path: string, match: HTTPMatchRequest | undefined): number {
  const { exact, prefix, regex } = match?.uri ?? {};
  if (exact !== undefined || regex !== undefined) return path.length;
  return prefix?.length ?? 1;
}
