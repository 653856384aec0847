/**
 * Decides whether a match applies to a request, independently of the library, so that tests can check the library with it.
 * @module
 */
import * as fc from 'fast-check';
import type { StringMatch, StringMatches } from '../../lib/istio';
import type { Conditions } from '../../lib/match';

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

/** Whether a match is for a request. */
export function isFor(match: Conditions, request: Request): boolean {
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
      ([name, text]) => !isEqual(text, request.headers[name] ?? (isPresence(text) ? undefined : '')),
    ) &&
    Object.entries(sourceLabels).every(([key, value]) => request.labels[key] === value) &&
    (match.sourceNamespace === undefined || match.sourceNamespace === request.namespace)
  );
}

function areThere(matches: StringMatches, values: Values): boolean {
  return Object.entries(matches).every(([name, text]) => isEqual(text, values[name]));
}

function isPresence(match: StringMatch): boolean {
  return Object.keys(match).length === 0;
}

function isEqual({ exact, prefix, regex }: StringMatch, text: string | undefined, ignoreCase = false): boolean {
  if (text === undefined) return false;
  const inCase = (value: string): string => (ignoreCase ? value.toLowerCase() : value);
  if (exact !== undefined) return inCase(text) === inCase(exact);
  if (prefix !== undefined) return inCase(text).startsWith(inCase(prefix));
  return regex === undefined || new RegExp(`^(?:${regex})$`).test(text);
}

/** Generates one of a few short texts, so that conditions overlap. */
const word = fc.constantFrom('', 'a', 'A', 'ab', 'aB', 'abc', 'b', '1');
const path = fc.constantFrom('/', '/a', '/A', '/ab', '/aB', '/a/b', '/abc', '/b', '/1', '/1/a');
const expression = fc.constantFrom('.*', 'a', 'a|b', 'a.*', '.', '(?:ab?)+', '');
const text = fc.oneof<fc.Arbitrary<StringMatch>[]>(
  word.map((exact) => ({ exact })),
  word.filter((value) => value !== '').map((prefix) => ({ prefix })),
  expression.filter((value) => value !== '').map((regex) => ({ regex })),
);
const uri = fc.oneof<fc.Arbitrary<StringMatch>[]>(
  path.map((exact) => ({ exact })),
  path.map((prefix) => ({ prefix })),
  fc.constantFrom('.*', '/.*', '/a', '/(?:a|ab)', '/[ab].*').map((regex) => ({ regex })),
);
const named = fc.oneof(
  fc.record({ x: fc.oneof(text, fc.constant({})) }),
  fc.record({ x: text, y: fc.oneof(text, fc.constant({})) }),
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

/** Matches that are all about the same few things, so that some imply others; there are some that hold for no request. */
export const someMatches: fc.Arbitrary<readonly Conditions[]> = fc
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
