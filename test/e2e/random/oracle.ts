/**
 * Says what comes of a request to a described mesh. It reads the description and the documentation only, and shares no code with
 * the library.
 * @module
 */
import {
  type Changes,
  CLUSTERS,
  type Comparison,
  type Described,
  type Match,
  type Redirect,
  type Rule,
  SERVICE,
  type TcpRule,
  type To,
} from './described';

/** A request. */
export interface Request {
  /** The number of the caller's cluster. */
  readonly from: number;
  /** The port of the service. */
  readonly port: number;
  readonly method: string;
  readonly path: string;
  /** The query without "?"; empty for none. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What comes of a request: each outcome as a text, with its probability, which is undefined if nothing is promised. */
export type Outcomes = Readonly<Record<string, number | undefined>>;

/** What an answer says, in the form of an outcome. */
export interface Outcome {
  /** `<version> in <cluster>`, or the status. It is `any in <cluster>` if the gateway of that cluster chooses the version. */
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

/** The rule and the alternative that a request meets first. There are rules for HTTP and rules for TCP. */
export function met(described: Described, request: Request): readonly [rule: number, alternative: number] {
  for (const [index, { from, match }] of rulesFor(described, request).entries()) {
    if (from !== undefined && !from.includes(request.from)) continue;
    const alternative = match === undefined ? 0 : match.findIndex((each) => holds(each, request));
    if (alternative >= 0) return [index, alternative];
  }
  throw new Error('a mesh has a default rule');
}

/** The rules for the port of a request. A port without rules sends connections to any version. */
function rulesFor({ ports, rules, tcpRules }: Described, { port }: Request): readonly (Rule & TcpRule)[] {
  const isTcp = ports.some(({ number, protocol }) => number === port && protocol === 'TCP');
  return isTcp ? [...tcpRules, {}] : rules;
}

/** Whether a gateway chooses the version: for any version, which is in another cluster. */
export function isChosenByGateway(described: Described, request: Request, cluster: number): boolean {
  const [index] = met(described, request);
  return cluster !== request.from && rulesFor(described, request)[index]?.to === undefined;
}

/** The outcomes of a request. */
export function outcomesOf(described: Described, request: Request): Outcomes {
  const [index, alternative] = met(described, request);
  const rule = rulesFor(described, request)[index] ?? {};
  const { redirect, directResponse, to } = rule;
  if (redirect) return { [text(redirected(redirect, rule, request, described))]: 1 };
  if (directResponse) {
    const { status, body } = directResponse;
    return { [text({ by: `${status}`, what: body.string, answered: responseHeaders([rule.headers?.response]) })]: 1 };
  }
  const match = rule.match?.[alternative];
  const outcomes: Record<string, number | undefined> = {};
  const count = (by: string, share: number | undefined, destination?: Omit<To, 'version'>): void => {
    const key = text(forwarded({ ...destination, version: by }, rule, match, request, described));
    outcomes[key] = share === undefined ? undefined : (outcomes[key] ?? 0) + share;
  };
  if (to === undefined) {
    for (const [by, share] of anyVersion(described, request.from)) count(by, share);
    return outcomes;
  }
  const total = to.reduce((sum, { weight = 1 }) => sum + weight, 0);
  for (const destination of to) {
    const share = (destination.weight ?? 1) / (total === 0 ? 1 : total);
    const places = placesOf(destination, request.from, described);
    for (const cluster of share > 0 ? places : []) {
      count(`${destination.version} in cluster${cluster}`, share / places.length, destination);
    }
  }
  return outcomes;
}

/** The versions that get a copy of a request, and the clusters of which one serves it. */
export function mirrorsOf(
  described: Described,
  request: Request,
): readonly { readonly version: string; readonly clusters: readonly number[] }[] {
  const [index] = met(described, request);
  const { mirrors = [] } = rulesFor(described, request)[index] ?? {};
  return mirrors.map((mirror) => ({
    version: mirror.version,
    clusters: placesOf(mirror, request.from, described),
  }));
}

/** Where requests for any version are served, each with its share. Each version has one Pod in each of its clusters. */
function anyVersion(
  { scheme, versions, distribution, named }: Described,
  from: number,
): readonly (readonly [by: string, share: number | undefined])[] {
  const versionsIn = (cluster: number): readonly string[] =>
    Object.keys(versions).filter((version) => versions[version]?.includes(cluster));
  const running = CLUSTERS.filter((cluster) => versionsIn(cluster).length > 0);
  const places = serving(running, from, distribution);
  // a gateway with a DNS name counts more than once
  const isUnknown = scheme === 'SniAddressing' && places.length > 1 && places.some((place) => named.includes(place));
  const endpoints = places.flatMap((cluster): readonly (readonly [by: string, weight: number])[] =>
    cluster === from
      ? versionsIn(cluster).map((version) => [`${version} in cluster${cluster}`, 1])
      : [[`any in cluster${cluster}`, scheme === 'EndpointDiscovery' ? versionsIn(cluster).length : 1]],
  );
  const total = endpoints.reduce((sum, [, weight]) => sum + weight, 0);
  return endpoints.map(([by, weight]) => [by, isUnknown ? undefined : weight / total]);
}

/** An outcome as a text. */
export function text({ by, what, received = [], answered }: Outcome): string {
  const said = (values: readonly (string | undefined)[]): string => values.map((value) => value ?? '-').join(' | ');
  return `${by}: ${what}; received ${said(received)}; answered ${said(answered)}`;
}

/** The clusters that serve a destination, with equal shares. */
function placesOf({ version, cluster }: To, from: number, { versions, distribution }: Described): readonly number[] {
  return cluster !== undefined ? [cluster] : serving(versions[version] ?? [], from, distribution);
}

/** Those of some clusters that serve callers in a cluster. */
function serving(places: readonly number[], from: number, distribution: Described['distribution']): readonly number[] {
  if (distribution === 'spread') return places;
  if (distribution === 'local') return places.includes(from) ? [from] : places;
  return distribution.filter((each) => places.includes(each)).slice(0, 1);
}

function holds(match: Match, { port, method, path, query, headers }: Request): boolean {
  const lower = (value: Comparison): Comparison =>
    'text' in value ? { ...value, text: value.text.toLowerCase() } : value;
  const uri =
    match.uri && (match.ignoreUriCase ? equals(lower(match.uri), path.toLowerCase()) : equals(match.uri, path));
  const parameters = new URLSearchParams(query);
  return (
    uri !== false &&
    (match.port === undefined || match.port === port) &&
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
  { version: by, headers: added }: Pick<To, 'version' | 'headers'>,
  { rewrite = {}, headers }: Rule,
  match: Match | undefined,
  { port, path, query, headers: sent }: Request,
  { name }: Described,
): Outcome {
  const given = CHANGED.map((each) => [each, sent[each]] as const);
  const host = rewrite.authority ?? `${SERVICE}.${name}:${port}`;
  return {
    by,
    what: `${host}${withQuery(rewritten(path, rewrite, match), query)}`,
    received: given.map(([each, value]) => changedHeader(each, value, [headers?.request, added?.request])),
    answered: responseHeaders([headers?.response, added?.response]),
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
  { uri, authority, port: given, scheme = 'http', redirectCode = 301 }: Redirect,
  { headers }: Rule,
  { port, path, query }: Request,
  { name }: Described,
): Outcome {
  const host = authority ?? `${SERVICE}.${name}:${given ?? port}`;
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
