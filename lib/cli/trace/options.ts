/**
 * Reads the arguments of `multicluster trace`.
 * @module
 */
import { existsSync, readFileSync } from 'node:fs';
import { CallSite, ConfigError, issue, joinWords, unreadableText } from '../../errors';
import { readValue } from '../../manifests';
import type { MeshFacts, TraceRequest } from '../../trace';
import { COMMANDS } from '../messages';

/** The options as they are written. */
export interface TraceOptions {
  readonly from?: string;
  readonly header?: readonly string[];
  readonly without?: readonly string[];
  readonly gateway?: readonly string[];
  readonly locality?: readonly string[];
  readonly meshConfig?: string;
  readonly connected?: boolean;
  readonly json?: boolean;
  readonly color: boolean;
}

/** What is asked: the manifests, and the request. */
export interface Question {
  readonly paths: readonly string[];
  readonly request: TraceRequest;
}

/** Reads the arguments: paths of manifests, a method if there is one, and the URL (MC227); and the headers (MC221). */
export function readQuestion(args: readonly string[], { from = '', header = [] }: TraceOptions): Question {
  checkArguments(args, from);
  const to = args.at(-1) ?? '';
  const rest = args.slice(0, -1);
  const last = rest.at(-1) ?? '';
  const hasMethod = rest.length > 1 && /^[A-Z]+$/.test(last);
  const headers = joined(header.map(headerOf));
  return {
    paths: hasMethod ? rest.slice(0, -1) : rest,
    request: { from, to, headers, ...(hasMethod && { method: last }) },
  };
}

/** A method that is well known, in letters of either case. */
const METHOD = /^(?:get|head|post|put|patch|delete|options)$/i;

/** Whether an argument is meant as a method: it is well known, or one word that is no file. */
function isMethod(text: string): boolean {
  return METHOD.test(text) || (/^[a-z]+$/i.test(text) && !existsSync(text));
}

/** Reports what is missing or misplaced (MC227). */
function checkArguments(args: readonly string[], from: string): void {
  const isUrl = (text: string): boolean => text.includes('://');
  const [first = '', ...others] = args;
  const hasUrl = others.length > 0 || isUrl(first);
  const missing = [
    ...(args.length === 0 || (others.length === 0 && hasUrl) ? ['manifests'] : []),
    ...(from === '' ? ['--from'] : []),
    ...(hasUrl ? [] : ['URL']),
  ];
  if (missing.length > 0)
    throw badArguments(`A trace must get manifests, --from and a URL, but gets no ${joinWords(missing, 'or')}.`);
  const misplaced = args.slice(0, -1).find(isUrl);
  if (misplaced !== undefined)
    throw badArguments(`The URL must be the last argument, but "${args.at(-1) ?? ''}" follows "${misplaced}".`);
  checkMethod(args.slice(1, -1));
}

/** Reports a method in small letters, and several methods (MC227). */
function checkMethod(args: readonly string[]): void {
  const [method = '', before = ''] = args.slice(-2).reverse();
  if (!isMethod(method)) return;
  const meant = method.toUpperCase();
  if (method !== meant)
    throw badArguments(`The method must be in capital letters, but is "${method}".`, `Write ${meant}.`);
  if (isMethod(before))
    throw badArguments(`A trace must get one method, but gets "${before}" and "${method}".`, 'Leave out one of them.');
}

function badArguments(what: string, fix?: string): ConfigError {
  return new ConfigError([issue(COMMANDS.MC227, { what, fix }, CallSite.here())]);
}

/** What the name of a header may have. */
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;

function headerOf(text: string): readonly [string, string] {
  const [name, value] = pairOf(text, ':', '-H', "'end-user: jason'");
  if (HEADER_NAME.test(name)) return [name, value];
  throw badOption(`-H must have the name of a header before the colon, but has "${name}".`, text);
}

/** Headers by name. Several of one name are one, as they are for proxies. */
function joined(headers: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  const found = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const before = found.get(key);
    found.set(key, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(found);
}

/**
 * Reads what the manifests do not tell (MC221, MC223).
 *
 * @param names the names of the clusters
 */
export function readFacts(options: TraceOptions, names: readonly string[]): MeshFacts {
  const { without = [], gateway = [], locality = [], connected, meshConfig } = options;
  const gateways = gateway.map((text) => pairOf(text, '=', '--gateway', 'cluster2=203.0.113.2'));
  const localities = byName(
    locality.map((text) => pairOf(text, '=', '--locality', 'cluster1=us-south/zone1')),
    '--locality',
  );
  const config = meshConfig === undefined ? undefined : configIn(meshConfig);
  const factsOf = (name: string): { readonly locality?: string; readonly config?: string } => {
    const place = localities.get(name);
    return { ...(place !== undefined && { locality: place }), ...(config !== undefined && { config }) };
  };
  return {
    gateways: byName(
      gateways.map(([cluster, address]) => [address, cluster]),
      '--gateway',
    ),
    clusters: new Map([...names, ...localities.keys()].map((name) => [name, factsOf(name)])),
    without,
    ...(connected !== undefined && { isConnected: connected }),
  };
}

/** The text of a file of Istio's configuration. */
function configIn(file: string): string {
  const text = textOf(file);
  const value = readValue(text);
  if (typeof value === 'object' && value !== null && 'kind' in value)
    throw badConfig(`The file of --mesh-config must be a MeshConfig, but "${file}" is an object of Kubernetes.`);
  if (text.trim() === '' || (typeof value === 'object' && !Array.isArray(value))) return text;
  throw badConfig(`The file of --mesh-config must be a map in YAML, but "${file}" is not.`);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw badConfig(`The file of --mesh-config must be readable, but "${file}" ${unreadableText(error)}.`);
  }
}

function badConfig(what: string): ConfigError {
  return new ConfigError([issue(COMMANDS.MC223, { what }, CallSite.here())]);
}

/** Reads a pair such as `name: value`. Only a header may have an empty value. */
function pairOf(text: string, separator: string, option: string, example: string): readonly [string, string] {
  const at = text.indexOf(separator);
  const [name, value] = [text.slice(0, Math.max(at, 0)).trim(), text.slice(at + 1).trim()];
  if (name !== '' && (value !== '' || separator === ':')) return [name, value];
  throw badOption(`${option} must be a pair, such as ${example}, but is "${text}".`, text);
}

function badOption(what: string, got: string): ConfigError {
  return new ConfigError([issue(COMMANDS.MC221, { what, got }, CallSite.here())]);
}

/** Reads an option that is given once. */
export function given(option: string): (value: string, before: string | undefined) => string {
  return (value, before) => {
    if (before === undefined || before === value) return value;
    throw badOption(`${option} must be given once, but is given as "${before}" and as "${value}".`, value);
  };
}

/** Values by name. A name has one value. */
function byName(
  pairs: readonly (readonly [name: string, value: string])[],
  option: string,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of pairs) {
    const before = found.get(name);
    if (before !== undefined && before !== value)
      throw badOption(`${option} must say one thing of "${name}", but says "${before}" and "${value}".`, value);
    found.set(name, value);
  }
  return found;
}
