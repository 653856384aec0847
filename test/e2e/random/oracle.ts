/**
 * Says what comes of a request to a described mesh. It reads the description and the documentation only, and shares no code with
 * the library.
 * @module
 */
import {
  type Changes,
  type Comparison,
  type Described,
  type Match,
  PORT,
  type Redirect,
  type Rule,
  SERVICE,
  type To,
} from './described';

/** A request. */
export interface Request {
  /** The number of the caller's cluster. */
  readonly from: number;
  readonly method: string;
  readonly path: string;
  /** The query without "?"; empty for none. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What comes of a request: each outcome as a text, with its probability. */
export type Outcomes = Readonly<Record<string, number>>;

/** What an answer says, in the form of an outcome. */
export interface Outcome {
  /** `<version> in <cluster>`, or the status. */
  readonly by: string;
  /** What the service received, or where the redirect leads, or the body of the answer. */
  readonly what: string;
  /** Headers `p` and `q` that the service received. */
  readonly received?: readonly (string | undefined)[];
  /** Headers `p` and `q` of the response. */
  readonly answered: readonly (string | undefined)[];
}

/** The headers that rules change. */
export const CHANGED = ['p', 'q'] as const;

/** The rule and the alternative that a request meets first. */
export function met({ rules }: Described, request: Request): readonly [rule: number, alternative: number] {
  for (const [index, { from, match }] of rules.entries()) {
    if (from !== undefined && !from.includes(request.from)) continue;
    const alternative = match === undefined ? 0 : match.findIndex((each) => holds(each, request));
    if (alternative >= 0) return [index, alternative];
  }
  throw new Error('a mesh has a default rule');
}

/** The outcomes of a request. */
export function outcomesOf(described: Described, request: Request): Outcomes {
  const [index, alternative] = met(described, request);
  const rule = described.rules[index] ?? {};
  const { redirect, directResponse, to = [] } = rule;
  if (redirect) return { [text(redirected(redirect, rule, request, described))]: 1 };
  if (directResponse) {
    const { status, body } = directResponse;
    return { [text({ by: `${status}`, what: body.string, answered: responseHeaders([rule.headers?.response]) })]: 1 };
  }
  const outcomes: Record<string, number> = {};
  const total = to.reduce((sum, { weight = 1 }) => sum + weight, 0);
  for (const destination of to) {
    const share = (destination.weight ?? 1) / (total === 0 ? 1 : total);
    const places = placesOf(destination, request.from, described);
    for (const cluster of share > 0 ? places : []) {
      const key = text(forwarded(destination, cluster, rule, rule.match?.[alternative], request, described));
      outcomes[key] = (outcomes[key] ?? 0) + share / places.length;
    }
  }
  return outcomes;
}

/** An outcome as a text. */
export function text({ by, what, received = [], answered }: Outcome): string {
  const said = (values: readonly (string | undefined)[]): string => values.map((value) => value ?? '-').join(' | ');
  return `${by}: ${what}; received ${said(received)}; answered ${said(answered)}`;
}

/** The clusters that serve a destination, with equal shares. */
function placesOf({ version, cluster }: To, from: number, { versions, distribution }: Described): readonly number[] {
  const places = versions[version] ?? [];
  if (cluster !== undefined) return [cluster];
  if (distribution === 'spread') return places;
  if (distribution === 'local') return places.includes(from) ? [from] : places;
  return distribution.filter((each) => places.includes(each)).slice(0, 1);
}

function holds(match: Match, { method, path, query, headers }: Request): boolean {
  const lower = (value: Comparison): Comparison =>
    'text' in value ? { ...value, text: value.text.toLowerCase() } : value;
  const uri =
    match.uri && (match.ignoreUriCase ? equals(lower(match.uri), path.toLowerCase()) : equals(match.uri, path));
  const parameters = new URLSearchParams(query);
  return (
    uri !== false &&
    (match.method === undefined || equals(match.method, method)) &&
    Object.entries(match.headers ?? {}).every(([name, value]) => equals(value, headers[name])) &&
    Object.entries(match.queryParams ?? {}).every(([name, value]) =>
      equals(value, parameters.get(name) ?? undefined),
    ) &&
    Object.entries(match.withoutHeaders ?? {}).every(([name, value]) =>
      value.kind === 'present' ? !(name in headers) : !equals(value, headers[name] ?? ''),
    )
  );
}

function equals(comparison: Comparison, value: string | undefined): boolean {
  if (value === undefined) return false;
  switch (comparison.kind) {
    case 'present':
      return true;
    case 'exact':
      return value === comparison.text;
    case 'prefix':
      return value.startsWith(comparison.text);
    case 'regex':
      return new RegExp(`^(?:${comparison.text})$`).test(value);
  }
}

function forwarded(
  to: To,
  cluster: number,
  { rewrite = {}, headers }: Rule,
  match: Match | undefined,
  { path, query, headers: sent }: Request,
  { name }: Described,
): Outcome {
  const given = CHANGED.map((each) => [each, sent[each]] as const);
  const host = rewrite.authority ?? `${SERVICE}.${name}:${PORT}`;
  return {
    by: `${to.version} in cluster${cluster}`,
    what: `${host}${withQuery(rewritten(path, rewrite, match), query)}`,
    received: given.map(([each, value]) => changedHeader(each, value, [headers?.request, to.headers?.request])),
    answered: responseHeaders([headers?.response, to.headers?.response]),
  };
}

function rewritten(
  path: string,
  { uri, uriRegexRewrite }: NonNullable<Rule['rewrite']>,
  match: Match | undefined,
): string {
  if (uriRegexRewrite !== undefined) {
    return path.replace(new RegExp(uriRegexRewrite.match, 'g'), uriRegexRewrite.rewrite.replace(/\\(\d)/g, '$$$1'));
  }
  if (uri === undefined) return path;
  return match?.uri?.kind === 'prefix' ? uri + path.slice(match.uri.text.length) : uri;
}

function redirected(
  { uri, authority, port, scheme = 'http', redirectCode = 301 }: Redirect,
  { headers }: Rule,
  { path, query }: Request,
  { name }: Described,
): Outcome {
  const host = authority ?? `${SERVICE}.${name}:${port ?? PORT}`;
  const where = uri?.includes('?') ? uri : withQuery(uri ?? path, query);
  return {
    by: `${redirectCode}`,
    what: `${scheme}://${host}${where}`,
    answered: responseHeaders([headers?.response]),
  };
}

function withQuery(path: string, query: string): string {
  return query === '' ? path : `${path}?${query}`;
}

/** The headers of a response of the service, which has neither of them itself. */
function responseHeaders(changes: readonly (Changes | undefined)[]): readonly (string | undefined)[] {
  return CHANGED.map((name) => changedHeader(name, undefined, changes));
}

/** A header after changes, one list of them after the other. */
function changedHeader(
  name: string,
  given: string | undefined,
  lists: readonly (Changes | undefined)[],
): string | undefined {
  let values = given === undefined ? [] : [given];
  for (const { set = {}, add = {}, remove = [] } of lists.flatMap((list) => list ?? [])) {
    if (remove.includes(name)) values = [];
    if (name in set) values = [set[name] ?? ''];
    if (name in add) values = [...values, add[name] ?? ''];
  }
  return values.length === 0 ? undefined : values.join(', ');
}
