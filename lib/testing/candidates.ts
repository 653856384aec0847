/**
 * Requests that may follow an alternative of a rule, and none of those before it.
 * @module
 */
import type { HTTPMatchRequest, StringMatch, StringMatches } from '../istio';
import { comparisonOf, holdsFor, regexFault } from '../match';
import type { Offer, TraceRequest } from '../trace';
import { regexTexts } from './regex-text';

/** How many of the headers that conditions exclude are tried alone. */
const MOST_ALONE = 6;

type Headers = Readonly<Record<string, string>>;

/** The requests to try, the simplest first; or why there are none. */
export function candidatesFor(
  { from, url }: Offer,
  conditions: HTTPMatchRequest,
  before: readonly HTTPMatchRequest[],
): readonly TraceRequest[] | string {
  const impossible = textlessIn(conditions);
  if (impossible !== undefined) return impossible;
  const { uri, method, authority, headers, queryParams } = conditions;
  const methods = method === undefined ? ['GET', 'POST', 'DELETE'] : textsFor(method);
  const hosts = authority === undefined ? [{}] : textsFor(authority).map((host) => ({ host }));
  const found: TraceRequest[] = [];
  for (const others of excludedBy(before, headers))
    for (const given of variantsOf(headers))
      for (const query of variantsOf(queryParams, valuesFor).map(queryOf))
        for (const path of pathsFor(uri))
          for (const host of hosts)
            for (const verb of methods) {
              const all: Headers = { ...given, ...others, ...host };
              const to = `${url}${path}${query}`;
              found.push({
                from,
                to,
                ...(verb !== 'GET' && { method: verb }),
                ...(Object.keys(all).length > 0 && { headers: all }),
              });
            }
  return found;
}

/** What no text is found for: the end of a sentence. */
function textlessIn({ uri, method, authority, headers, queryParams }: HTTPMatchRequest): string | undefined {
  const parameter = Object.entries(queryParams ?? {}).find(([name, match]) => valuesFor(name, match).length === 0);
  if (parameter !== undefined)
    return `no URL has a parameter ${JSON.stringify(parameter[0])} that ${JSON.stringify(parameter[1])} holds for`;
  const all = [uri, method, authority, ...Object.values({ ...headers })];
  const found = all.find((each) => each !== undefined && textsFor(each).length === 0);
  const isPathless = uri !== undefined && pathsFor(uri).length === 0;
  const textless = found ?? (isPathless ? uri : undefined);
  return textless && `no text was found that ${JSON.stringify(textless)} holds for`;
}

/** Texts that a comparison holds for. */
function textsFor(match: StringMatch): readonly string[] {
  const { kind, value } = comparisonOf(match);
  switch (kind) {
    case 'exact':
      return [value];
    case 'prefix':
      return [value, `${value}x`, `${value}/x`];
    case 'regex':
      return regexTexts(value);
    case 'present':
      return ['any'];
  }
}

/** Paths that a comparison holds for. A path of a URL begins with a slash, and its query is no part of it. */
function pathsFor(uri: StringMatch | undefined): readonly string[] {
  if (uri === undefined) return ['/', '/other'];
  const comparison = comparisonOf(uri);
  const { kind } = comparison;
  if (kind === 'regex' && regexFault(comparison.value) !== undefined) return [];
  const texts = kind === 'present' ? ['/', '/other'] : textsFor(uri);
  // an expression such as `.*` holds for paths too, but its shortest text is none
  const paths = kind === 'regex' ? ['/', ...texts, ...texts.map((each) => `/${each}`)] : texts;
  return paths.filter((each) => /^\/[!-~]*$/.test(each) && !/[?#]/.test(each) && holdsFor(comparison, each));
}

/** Values of a parameter of a URL. Proxies compare it as it is sent, and clients send no spaces and no letters beyond ASCII. */
function valuesFor(name: string, match: StringMatch): readonly string[] {
  if (!/^[!-~]*$/.test(name) || /[&=#]/.test(name)) return [];
  return textsFor(match).filter((each) => /^[!-~]*$/.test(each) && !/[&#]/.test(each));
}

/** Values for all names at once: the first texts, the second ones, and so on. */
function variantsOf(
  matches: StringMatches = {},
  find = (_name: string, match: StringMatch): readonly string[] => textsFor(match),
): readonly Headers[] {
  const texts = Object.entries(matches).map(([name, match]) => ({ name, all: find(name, match) }));
  const most = Math.max(1, ...texts.map(({ all }) => all.length));
  return Array.from({ length: most }, (_, index) =>
    Object.fromEntries(texts.map(({ name, all }) => [name, all[Math.min(index, all.length - 1)] ?? ''])),
  );
}

function queryOf(parameters: Headers): string {
  const pairs = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/**
 * Headers with which conditions that exclude headers do not hold: none, all of them, and each alone. Those that must have
 * other values are left out.
 */
function excludedBy(all: readonly HTTPMatchRequest[], given: StringMatches = {}): readonly Headers[] {
  const excluded = all.flatMap(({ withoutHeaders = {} }) => Object.entries(withoutHeaders));
  const texts = excluded.flatMap(([name, match]) => {
    const [text] = textsFor(match);
    const wanted = given[name];
    const isFree = text !== undefined && (wanted === undefined || holdsFor(comparisonOf(wanted), text));
    return isFree ? [[name, text] as const] : [];
  });
  if (texts.length === 0) return [{}];
  return [{}, Object.fromEntries(texts), ...texts.slice(0, MOST_ALONE).map(([name, text]) => ({ [name]: text }))];
}
