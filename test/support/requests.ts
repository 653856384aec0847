/**
 * Decides whether a match applies to a request, independently of the library, so that tests can check the library with it.
 * @module
 */
import * as fc from 'fast-check';
import { type HttpMatch, type MatchKind, type NamedMatches, StringMatch } from '../../lib';

type Values = Readonly<Record<string, string>>;

/** A request and its sender. */
export interface Request {
  readonly path: string;
  readonly scheme: string;
  readonly method: string;
  readonly authority: string;
  readonly headers: Values;
  readonly query: Values;
  readonly labels: Values;
  readonly namespace: string;
  readonly port: number;
}

/** The ports of the generated requests. */
export const PORTS = [80, 81] as const;

/** Whether a match applies to a request. */
export function isFor(match: HttpMatch, request: Request): boolean {
  const { uri, ignoreUriCase = false, headers = {}, queryParams = {}, withoutHeaders = {}, sourceLabels = {} } = match;
  return (
    (uri === undefined || isEqual(uri, request.path, ignoreUriCase)) &&
    (match.scheme === undefined || isEqual(match.scheme, request.scheme)) &&
    (match.method === undefined || isEqual(match.method, request.method)) &&
    (match.authority === undefined || isEqual(match.authority, request.authority)) &&
    (match.port === undefined || match.port === request.port) &&
    areThere(headers, request.headers) &&
    areThere(queryParams, request.query) &&
    Object.entries(withoutHeaders).every(
      ([name, text]) => !isEqual(text, request.headers[name] ?? (text.kind === 'present' ? undefined : '')),
    ) &&
    Object.entries(sourceLabels).every(([key, value]) => request.labels[key] === value) &&
    (match.sourceNamespace === undefined || match.sourceNamespace === request.namespace)
  );
}

function areThere(matches: NamedMatches, values: Values): boolean {
  return Object.entries(matches).every(([name, text]) => isEqual(text, values[name]));
}

function isEqual({ kind, value }: StringMatch<MatchKind>, text: string | undefined, ignoreCase = false): boolean {
  if (text === undefined) return false;
  const [wanted, got] = ignoreCase ? [value.toLowerCase(), text.toLowerCase()] : [value, text];
  switch (kind) {
    case 'present':
      return true;
    case 'exact':
      return got === wanted;
    case 'prefix':
      return got.startsWith(wanted);
    case 'regex':
      return new RegExp(`^(?:${value})$`).test(text);
  }
}

/** Generates one of a few short texts, so that conditions overlap. */
const word = fc.constantFrom('', 'a', 'A', 'ab', 'aB', 'abc', 'b', '1');
const path = fc.constantFrom('/', '/a', '/A', '/ab', '/aB', '/a/b', '/abc', '/b', '/1', '/1/a');
const expression = fc.constantFrom('.*', 'a', 'a|b', 'a.*', '.', '(?:ab?)+', '');
const text = fc.oneof(
  word.map((value) => StringMatch.exact(value)),
  word.filter((value) => value !== '').map((value) => StringMatch.prefix(value)),
  expression.filter((value) => value !== '').map((value) => StringMatch.regex(value)),
);
const uri = fc.oneof(
  path.map((value) => StringMatch.exact(value)),
  path.map((value) => StringMatch.prefix(value)),
  fc.constantFrom('.*', '/.*', '/a', '/(?:a|ab)', '/[ab].*').map((value) => StringMatch.regex(value)),
);
const named = fc.oneof(
  fc.record({ x: fc.oneof(text, fc.constant(StringMatch.present())) }),
  fc.record({ x: text, y: fc.oneof(text, fc.constant(StringMatch.present())) }),
);
const labels = fc.dictionary(fc.constantFrom('app', 'tier'), fc.constantFrom('a', 'b'), { maxKeys: 2 });

const conditions = {
  uri,
  method: text,
  authority: text,
  scheme: text,
  headers: named,
  withoutHeaders: named,
  queryParams: named,
  sourceLabels: labels,
  sourceNamespace: fc.constantFrom('a', 'b'),
  ignoreUriCase: fc.boolean(),
  port: fc.constantFrom(...PORTS),
};

/** Generates matches on the same few properties, so that some imply others. Some match no request. */
export const someMatches: fc.Arbitrary<readonly HttpMatch[]> = fc
  .subarray(Object.keys(conditions), { minLength: 1, maxLength: 3 })
  .chain((keys) => {
    const model = Object.fromEntries(Object.entries(conditions).filter(([key]) => keys.includes(key)));
    return fc.array(fc.record(model, { requiredKeys: [] }), { minLength: 2, maxLength: 6 });
  });

const values = fc.oneof(fc.record({ x: word }), fc.record({ x: word, y: word }), fc.constant({}));

/** Generates any request. */
export const anyRequest: fc.Arbitrary<Request> = fc.record({
  path,
  scheme: word,
  method: word,
  authority: word,
  headers: values,
  query: values,
  labels,
  namespace: fc.constantFrom('a', 'b'),
  port: fc.constantFrom(...PORTS),
});
