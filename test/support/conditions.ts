/**
 * Any conditions of a VirtualService, exotic ones included, and any requests. Unlike in requests.ts, nothing here says which
 * hold for which.
 * @module
 */
import * as fc from 'fast-check';
import type { StringMatch } from '../../lib/istio';
import type { Conditions, Request } from '../../lib/match';

/** A request like any other. */
export const REQUEST: Request = {
  method: 'GET',
  scheme: 'http',
  authority: 'cart',
  path: '/',
  headers: {},
  port: 80,
  namespace: 'default',
  labels: {},
};

const word = fc.constantFrom('', 'a', 'A', 'ab', 'aB', 'b', '1');
const path = word.map((text) => `/${text}`);
const expressions = fc.constantFrom('.*', 'a', 'a|b', 'a.*', '(?i)ab?', '/.*', '/a|/b', '/[ab].*', '*');

const text = fc.oneof<fc.Arbitrary<StringMatch>[]>(
  fc.oneof(word, path).map((exact) => ({ exact })),
  fc.oneof(word, path).map((prefix) => ({ prefix })),
  expressions.map((regex) => ({ regex })),
  fc.constant({}),
);
const name = fc.constantFrom('x', 'X', 'y', 'host', ':path');
const named = fc.dictionary(name, text, { maxKeys: 3 });
const labels = fc.dictionary(fc.constantFrom('app', 'tier'), fc.constantFrom('a', 'b'), { maxKeys: 2 });
const gateway = fc.constantFrom('mesh', 'a/gw', 'b/gw');
const namespace = fc.constantFrom('a', 'b');

/** Conditions that have to do with each other are together. */
const groups = [
  { uri: text.filter(({ regex }) => regex !== '*'), ignoreUriCase: fc.boolean() },
  { headers: named, withoutHeaders: named },
  {
    sourceLabels: labels,
    gateways: fc.subarray(['mesh', 'a/gw', 'b/gw']),
    sourceNamespace: fc.oneof(namespace, fc.constant('')),
  },
  { queryParams: named },
  { port: fc.constantFrom(0, 80, 81) },
  { scheme: text, method: text, authority: text },
];

/** Conditions that are all about the same few things, so that some imply others. */
export const anyConditions: fc.Arbitrary<readonly Conditions[]> = fc
  .subarray(groups, { minLength: 1, maxLength: 2 })
  .chain((chosen) => {
    const model = Object.fromEntries(chosen.flatMap((group) => Object.entries<fc.Arbitrary<unknown>>(group)));
    return fc.array(fc.record(model, { requiredKeys: [] }), { minLength: 2, maxLength: 6 });
  });

const query = fc.array(fc.tuple(name, word), { maxLength: 3 }).map((parameters) => {
  const written = parameters.map(([key, value]) => (value === '' ? key : `${key}=${value}`));
  return written.length === 0 ? '' : `?${written.join('&')}`;
});

/** Any request. */
export const anyRequest: fc.Arbitrary<Request> = fc.record(
  {
    method: word,
    scheme: word,
    authority: word,
    path: fc.tuple(path, query).map((parts) => parts.join('')),
    headers: fc.dictionary(fc.constantFrom('x', 'X', 'y'), word, { maxKeys: 2 }),
    port: fc.constantFrom(80, 81),
    namespace,
    labels,
    gateway,
  },
  { requiredKeys: ['method', 'scheme', 'authority', 'path', 'headers', 'port', 'namespace', 'labels'] },
);
